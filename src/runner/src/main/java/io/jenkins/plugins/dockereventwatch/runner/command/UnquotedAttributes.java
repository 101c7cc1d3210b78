package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.config.yaml.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Finds attributes of HTML templates whose values are event data without quotes: a blank in it begins an attribute. */
final class UnquotedAttributes {

    private static final Pattern ATTRIBUTE = Pattern.compile(
            "<[a-zA-Z](?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*?\\s[\\w:-]++\\s*+=\\s*+[^\\s\"'<>{]*+(?<value>\\{\\{)");

    private UnquotedAttributes() {}

    static List<Problem> in(Path file) throws IOException {
        String text = Files.isRegularFile(file) ? TextFile.read(file) : "";
        return ATTRIBUTE
                .matcher(text)
                .results()
                .map(found -> problem(file, text.substring(0, found.end() - 2)))
                .toList();
    }

    private static Problem problem(Path file, String before) {
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.length() - before.lastIndexOf('\n');
        return new Problem(
                file,
                line,
                column,
                "Warning: the value of this HTML attribute needs quotes: event data may contain blanks");
    }
}
