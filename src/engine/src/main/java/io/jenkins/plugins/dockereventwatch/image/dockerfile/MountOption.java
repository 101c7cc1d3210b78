package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the value of {@code RUN --mount}, a line of CSV such as {@code type=bind,from=image,target=/x}. */
final class MountOption {
    private static final String FROM = "from=";
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*+)\"?");
    private static final Pattern FIELD = Pattern.compile("(?:[^,\"]|" + QUOTED + ")++");

    private MountOption() {}

    /** Returns the images or stages to mount from. */
    static List<String> sources(String mount) {
        return FIELD.matcher(mount)
                .results()
                .map(MatchResult::group)
                .map(field -> QUOTED.matcher(field)
                        .replaceAll(quoted ->
                                Matcher.quoteReplacement(quoted.group(1).replace("\"\"", "\""))))
                .filter(field -> field.regionMatches(true, 0, FROM, 0, FROM.length()))
                .map(field -> field.substring(FROM.length()))
                .toList();
    }
}
