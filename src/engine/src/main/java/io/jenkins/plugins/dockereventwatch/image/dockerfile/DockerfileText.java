package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile, with continued lines joined, without comments and here-documents.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#parser-directives">Parser directives</a>
 */
final class DockerfileText {

    private static final Pattern DIRECTIVE = Pattern.compile("([a-zA-Z][a-zA-Z0-9]*+)\\s*+=\\s*+(\\S.*)");
    private static final Set<String> DIRECTIVES = Set.of("syntax", "escape", "check");
    private static final Pattern JSON_SYNTAX =
            Pattern.compile("\\A\\s*+\\{(?:[^\"]|\"(?!syntax\")[^\"]*+\")*+\"syntax\"\\s*+:\\s*+\"([^\"\\\\]*+)\"");

    private final String[] lines;
    final List<Instruction> instructions = new ArrayList<>();
    char escape = '\\';
    /** The frontend image that {@code syntax} names; empty if there is none. */
    String syntax = "";

    int syntaxLine;
    /** Why the rest of the file was not read; empty if the whole file was read. */
    String fault = "";

    int faultLine;

    private DockerfileText(String content) {
        this.lines = content.split("\n", -1);
    }

    static DockerfileText of(String content) {
        String withoutMark = content.startsWith("\uFEFF") ? content.substring(1) : content;
        DockerfileText text = new DockerfileText(withoutMark);
        text.readDirectives(withoutMark);
        text.readInstructions();
        return text;
    }

    /**
     * Reads the directives at the start of the file. The directive {@code syntax} also stands in comments of other
     * languages, {@code // syntax=image}, or in JSON, <code>{"syntax": "image"}</code>.
     */
    private void readDirectives(String content) {
        readComments("#");
        if (syntax.isEmpty()) {
            char given = escape;
            readComments("//");
            escape = given;
        }
        Matcher json = JSON_SYNTAX.matcher(content);
        if (syntax.isEmpty() && GoSpace.trimLeft(content).startsWith("{") && json.find()) {
            syntax = json.group(1);
            syntaxLine = 1;
        }
    }

    private void readComments(String comment) {
        Set<String> seen = new HashSet<>();
        for (int i = lines[0].startsWith("#!") ? 1 : 0; i < lines.length && lines[i].startsWith(comment); i++) {
            Matcher matcher = DIRECTIVE.matcher(GoSpace.trim(lines[i].substring(comment.length())));
            String name = matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "";
            if (!DIRECTIVES.contains(name) || !seen.add(name) && comment.equals("#")) {
                return;
            }
            String value = matcher.group(2);
            if (name.equals("escape") && (value.equals("`") || value.equals("\\"))) {
                escape = value.charAt(0);
            } else if (name.equals("syntax")) {
                syntax = value.split(" ", 2)[0];
                syntaxLine = i + 1;
            }
        }
    }

    private void readInstructions() {
        int at = 0;
        while (at < lines.length && fault.isEmpty()) {
            int begin = at;
            StringBuilder joined = new StringBuilder();
            boolean continued = true;
            while (continued && at < lines.length) {
                String line = GoSpace.withoutLineEnd(lines[at++]);
                String trimmed = GoSpace.trimLeft(line);
                boolean first = at - 1 == begin;
                if (trimmed.startsWith("#") || trimmed.isEmpty()) {
                    continued = !first;
                    continue;
                }
                int end = continuation(line);
                continued = end >= 0;
                joined.append(continued ? line.substring(0, end) : line);
            }
            if (!GoSpace.trim(joined.toString()).isEmpty()) {
                Instruction instruction = Instruction.of(begin + 1, joined.toString());
                instructions.add(instruction);
                at = skipHeredocs(instruction, joined.toString(), at);
            }
        }
    }

    /** Returns the index of the character that continues a line, or -1. */
    private int continuation(String line) {
        int end = line.length();
        while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean continues = end > 0 && line.charAt(end - 1) == escape && (end == 1 || line.charAt(end - 2) != escape);
        return continues ? end - 1 : -1;
    }

    private int skipHeredocs(Instruction instruction, String line, int from) {
        int at = from;
        for (Heredoc heredoc : Heredoc.of(instruction, line)) {
            int begin = at;
            while (at < lines.length && !heredoc.isEnd(lines[at])) {
                at++;
            }
            if (at == lines.length) {
                fault = "the here-document '" + heredoc.name() + "' has no end";
                faultLine = begin;
                return at;
            }
            at++;
        }
        return at;
    }
}
