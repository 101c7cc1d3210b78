package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The parsed output of the probe script. Its sections are separated by a random boundary that no output can forge.
 *
 * @param sections by name, in order
 */
public record ProbeOutput(Map<String, Section> sections) {

    static final String HEAD = "docker-event-watch host ";
    private static final String FORMAT = "1";

    /**
     * The output of a command.
     *
     * @param text its standard output and standard error
     */
    public record Section(String text, int exitCode) {}

    /** Whether a text looks like this output, possibly after text that a login prints. */
    public static boolean isLikely(String text) {
        return text.startsWith(HEAD) || text.contains("\n" + HEAD);
    }

    /**
     * Parses the output.
     *
     * @throws UnreadableHostException if it is truncated or from another version of the script
     */
    static ProbeOutput parse(String text) throws UnreadableHostException {
        int start = text.startsWith(HEAD) ? 0 : text.indexOf("\n" + HEAD) + 1;
        String[] head = text.substring(start).lines().findFirst().orElse("").split(" ");
        if (head.length != 4 || head[3].length() < 16) {
            throw new UnreadableHostException("Invalid first line of the probe script's output");
        }
        if (!head[2].equals(FORMAT)) {
            throw new UnreadableHostException(
                    "The output is from another version of the probe script (" + head[2] + "): run the current script");
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
            String[] words = line.substring(boundary.length()).split(" ", -1);
            if (words[0].equals("complete")) {
                return new ProbeOutput(sections);
            }
            if (words[0].equals("begin") && words.length == 2) {
                name = words[1];
            } else if (words[0].equals("end") && words.length == 2 && name != null) {
                // The script adds a newline before the boundary.
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
        throw new UnreadableHostException("The host's output is truncated: the probe script did not finish"
                + (name == null ? "" : " (last section: '" + name + "')"));
    }

    boolean has(String name) {
        return sections.containsKey(name);
    }

    /** The output of a command; the empty string if it was not run. */
    String text(String name) {
        return has(name) ? sections.get(name).text() : "";
    }

    /** The exit code of a command; -1 if it was not run. */
    int exitCode(String name) {
        return has(name) ? sections.get(name).exitCode() : -1;
    }

    /** The output of a command in one line; empty: it failed or printed nothing. */
    Optional<String> line(String name) {
        return exitCode(name) == 0
                ? Optional.of(SafeText.abbreviate(text(name), 200)).filter(line -> !line.isEmpty())
                : Optional.empty();
    }
}
