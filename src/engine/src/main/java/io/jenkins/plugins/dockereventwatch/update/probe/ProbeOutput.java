package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the probe's script printed, taken apart by its boundary, which what a package manager prints cannot know.
 *
 * @param sections by name, in order
 */
record ProbeOutput(Map<String, Section> sections) {

    static final String HEAD = "docker-event-watch host ";
    private static final String FORMAT = "1";

    /**
     * What one command printed.
     *
     * @param text all of it, its errors too
     * @param exitCode its exit code
     */
    record Section(String text, int exitCode) {}

    /** Whether a text begins as such output, after what a login may print before it. */
    static boolean isLikely(String text) {
        return text.startsWith(HEAD) || text.contains("\n" + HEAD);
    }

    /**
     * Takes it apart.
     *
     * @throws UnreadableHostException if it is cut off, or of another version of the script
     */
    static ProbeOutput parse(String text) throws UnreadableHostException {
        int start = text.startsWith(HEAD) ? 0 : text.indexOf("\n" + HEAD) + 1;
        String[] head = text.substring(start).lines().findFirst().orElse("").split(" ");
        if (head.length != 4 || head[3].length() < 16) {
            throw new UnreadableHostException("the host's answer does not begin as the probe's script begins it");
        }
        if (!head[2].equals(FORMAT)) {
            throw new UnreadableHostException(
                    "the reading is of another version of the probe's script (" + head[2] + "); make it anew");
        }
        String boundary = head[3] + " ";
        Map<String, Section> sections = new LinkedHashMap<>();
        StringBuilder body = new StringBuilder();
        String name = null;
        for (String line : (Iterable<String>) text.substring(start).lines()::iterator) {
            if (!line.startsWith(boundary)) {
                body.append(line).append('\n');
                continue;
            }
            String[] words = line.substring(boundary.length()).split(" ");
            if (words[0].equals("complete")) {
                return new ProbeOutput(sections);
            }
            if (words[0].equals("begin") && words.length == 2) {
                name = words[1];
            } else if (words[0].equals("end") && words.length == 2 && name != null) {
                // The newline before the boundary is the script's.
                String printed = body.toString();
                boolean added = printed.endsWith("\n\n") || printed.equals("\n");
                sections.putIfAbsent(
                        name,
                        new Section(
                                added ? printed.substring(0, printed.length() - 1) : printed,
                                Digits.all(words[1]) && words[1].length() < 4 ? Integer.parseInt(words[1]) : -1));
            }
            body.setLength(0);
        }
        throw new UnreadableHostException("the host's answer is cut off: the probe's script did not come to its end"
                + (name == null ? "" : " (it was at '" + name + "')"));
    }

    boolean has(String name) {
        return sections.containsKey(name);
    }

    /** What a command printed; nothing where it was not run. */
    String text(String name) {
        return has(name) ? sections.get(name).text() : "";
    }

    /** Its exit code; -1 where it was not run. */
    int exitCode(String name) {
        return has(name) ? sections.get(name).exitCode() : -1;
    }

    /** What a command printed where that is one line; empty where it failed or printed nothing. */
    Optional<String> line(String name) {
        return exitCode(name) == 0
                ? Optional.of(SafeText.abbreviate(text(name), 200)).filter(line -> !line.isEmpty())
                : Optional.empty();
    }
}
