package io.jenkins.plugins.dockereventwatch.event;

import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Suggestions about actions that no event has. */
public final class ActionNames {

    /** Other words for actions, each with the actions of all types, the most likely one first. */
    private static final Map<String, List<String>> MEANT = Map.ofEntries(
            Map.entry("dead|death|dying|exit|exited|exits|crash|crashed|terminated|failed|down", List.of("die")),
            Map.entry("remove|removed|rm|rmi|delete|deleted|destroyed|gone", List.of("destroy", "delete", "remove")),
            Map.entry("oom_?kill(ed)?|out_?of_?memory|memory", List.of("oom")),
            Map.entry("run|running|up|launched|booted", List.of("start")),
            Map.entry("reboot|rebooted|restarting", List.of("restart")),
            Map.entry("shutdown|halted", List.of("stop")),
            Map.entry("exec_?died", List.of("exec_die")),
            Map.entry("exec_?created", List.of("exec_create")),
            Map.entry("exec_?started", List.of("exec_start")),
            Map.entry("health_?status_?unhealthy|unhealthy|sick", List.of("health_status: unhealthy")),
            Map.entry("health_?status_?healthy|healthy|recovered", List.of("health_status: healthy")),
            Map.entry("health_?status_?starting|starting", List.of("health_status: starting")));

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+(?:[_-][A-Za-z]+)*(?:: ?[a-z]+)?");
    private static final int MAX_WORDS = 100;
    private static final Pattern TYPE = Pattern.compile("^(container|image|volume|network|docker)s?[_ :/.]+");
    private static final Pattern HEALTH = Pattern.compile("(?i)health");

    private ActionNames() {}

    /** Whether a text or pattern is about a health check. */
    public static boolean isAboutHealth(String text) {
        return HEALTH.matcher(text).find();
    }

    /**
     * Returns the actions that were probably meant by the words of a text or pattern; none if no word resembles an action.
     *
     * @param possible the actions to suggest
     */
    public static List<String> meant(String text, Collection<String> possible) {
        Optional<String> whole = ofWord(text, possible);
        Stream<String> words =
                WORD.matcher(text).results().map(MatchResult::group).limit(MAX_WORDS);
        return whole.map(List::of)
                .orElseGet(() -> words.flatMap(word -> ofWord(word, possible).stream())
                        .distinct()
                        .toList());
    }

    private static Optional<String> ofWord(String word, Collection<String> possible) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        String text = TYPE.matcher(lower).replaceFirst("");
        return Stream.of(
                        possible.stream().filter(text::equals),
                        MEANT.entrySet().stream()
                                .filter(meant -> text.replaceAll("[ :-]+", "_").matches(meant.getKey()))
                                .flatMap(meant -> meant.getValue().stream())
                                .filter(possible::contains),
                        possible.stream().filter(action -> isFormOf(action, text)),
                        Suggestion.of(text, possible).stream(),
                        Suggestion.of(text.replaceFirst("(e?d|s|ing)$", ""), possible).stream())
                .flatMap(found -> found)
                .findFirst();
    }

    /** {@code started}, {@code created}, {@code stopped}, {@code starts}, {@code dying} is not. */
    private static boolean isFormOf(String action, String word) {
        String last = action.substring(action.length() - 1);
        return Stream.of("d", "ed", "s", "es", "ing", last + "ed", last + "ing")
                .anyMatch(ending -> word.equals(action + ending));
    }
}
