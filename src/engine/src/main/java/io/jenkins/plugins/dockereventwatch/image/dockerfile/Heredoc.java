package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A here-document, {@code RUN <<EOF}: the lines after an instruction up to the line {@code EOF}. Follows BuildKit
 * exactly, because lines that are wrongly taken for a here-document would hide instructions.
 *
 * @param name the line that ends the document
 * @param withoutTabs whether leading tabs of that line are ignored ({@code <<-})
 * @see <a href="https://docs.docker.com/reference/dockerfile/#here-documents">Here-documents</a>
 */
record Heredoc(String name, boolean withoutTabs) {

    private static final Set<String> KEYWORDS = Set.of("RUN", "COPY", "ADD");
    private static final Pattern WORD = Pattern.compile("\\d*+<<(-?+)([^<]++)");
    private static final String STRING = "\"(?:[^\"\\\\\\x00-\\x1f]|\\\\(?:[\"\\\\/bfnrt]|u[0-9a-fA-F]{4}))*+\"";
    private static final Pattern JSON =
            Pattern.compile("\\[\\s*+(?:" + STRING + "\\s*+(?:,\\s*+" + STRING + "\\s*+)*+)?+\\]");

    /** Returns the here-documents of an instruction, in order. */
    static List<Heredoc> of(Instruction instruction, String line) {
        Instruction actual = instruction.keyword().equals("ONBUILD") ? instruction.nested() : instruction;
        List<Heredoc> heredocs = new ArrayList<>();
        if (!line.contains("<<")
                || !KEYWORDS.contains(actual.keyword())
                || JSON.matcher(GoSpace.trim(actual.rest())).matches()) {
            return heredocs;
        }
        for (String word : new ShellWords(line).split()) {
            Matcher matcher = WORD.matcher(word);
            if (matcher.matches()) {
                String name = new ShellWords(matcher.group(2)).unquoted();
                if (!name.isEmpty()) {
                    heredocs.add(new Heredoc(name, !matcher.group(1).isEmpty()));
                }
            }
        }
        return heredocs;
    }

    boolean isEnd(String line) {
        String text = GoSpace.withoutLineEnd(line);
        return (withoutTabs ? text.replaceFirst("^\\t++", "") : text).equals(name);
    }
}
