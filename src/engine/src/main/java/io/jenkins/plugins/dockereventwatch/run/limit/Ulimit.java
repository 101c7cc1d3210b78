package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource limit of each process.
 *
 * @param name for example {@code nofile}
 * @param soft the initial limit
 * @param hard the maximum to which a process can raise the limit
 */
public record Ulimit(String name, long soft, long hard) implements Serializable {

    private static final Pattern WRITTEN = Pattern.compile("([a-z]{1,20})=([0-9]{1,18})(?::([0-9]{1,18}))?");
    private static final Set<String> NAMES = new TreeSet<>(
            List.of("core cpu data fsize locks memlock msgqueue nofile nproc rss rttime sigpending stack".split(" ")));

    /**
     * Parses {@code NAME=SOFT[:HARD]}; throws an {@link IllegalArgumentException} that describes the expected format.
     */
    static Ulimit parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches() || !NAMES.contains(written.group(1))) {
            String expected = "NAME=SOFT[:HARD], as in nofile=1024:2048, with one of " + String.join(", ", NAMES);
            throw new IllegalArgumentException(Refusal.invalid("limit", text, expected));
        }
        long soft = Long.parseLong(written.group(2));
        long hard = written.group(3) == null ? soft : Long.parseLong(written.group(3));
        if (soft > hard) {
            throw new IllegalArgumentException(Refusal.invalid("limit", text, "SOFT to be at most HARD"));
        }
        return new Ulimit(written.group(1), soft, hard);
    }
}
