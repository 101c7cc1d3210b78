package io.jenkins.plugins.dockereventwatch.image.reference;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of references.txt.
 *
 * @param input what is read
 * @param expected what Docker makes of it; null: it is no reference
 * @param complaint words of the complaint where it is none
 */
record ReferenceVector(String input, ImageReference expected, String complaint) {

    private static final Path FILE = Path.of("src/test/resources/images/references.txt");
    private static final Pattern REPEATED = Pattern.compile("\\{(.+?)\\*(\\d+)\\}");
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

    static List<ReferenceVector> all() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.filter(line -> !line.startsWith("# ") && !line.isEmpty())
                    .map(ReferenceVector::parse)
                    .toList();
        }
    }

    static List<ReferenceVector> valid() throws IOException {
        return all().stream().filter(vector -> vector.expected != null).toList();
    }

    private static ReferenceVector parse(String line) {
        String[] fields = line.split("\t", -1);
        String input = text(fields[0]);
        return fields[1].equals("!")
                ? new ReferenceVector(input, null, fields[2])
                : new ReferenceVector(
                        input,
                        new ImageReference(text(fields[1]), text(fields[2]), text(fields[3]), text(fields[4])),
                        null);
    }

    private static String text(String field) {
        if (field.equals("-")) {
            return "";
        }
        String repeated = REPEATED.matcher(field).replaceAll(m -> m.group(1).repeat(Integer.parseInt(m.group(2))));
        return ESCAPED.matcher(repeated).replaceAll(m -> {
            String c = String.valueOf((char) Integer.parseInt(m.group(1), 16));
            return Matcher.quoteReplacement(c);
        });
    }

    @Override
    public String toString() {
        return SafeText.escape(input.length() > 60 ? input.substring(0, 60) + "…" : input);
    }
}
