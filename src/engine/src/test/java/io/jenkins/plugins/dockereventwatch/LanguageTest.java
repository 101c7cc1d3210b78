package io.jenkins.plugins.dockereventwatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rejects the class names and phrases of language/rejected.txt in every module and in the documentation. */
class LanguageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path RULES = Path.of("src", "test", "resources", "language", "rejected.txt");

    /** Build outputs, and names and texts of other projects. */
    private static final Set<String> SKIPPED = Set.of("target", ".git", "fixtures", "field", "jenkins-stubs");

    private static final Set<String> TEXTS =
            Set.of("java", "jelly", "properties", "html", "md", "js", "css", "yml", "yaml", "tmpl", "groovy", "sh");

    /** A type, also a nested one. */
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");

    private record Rejected(boolean type, Pattern pattern, String instead) {

        static Rejected parse(String line) {
            String[] parts = line.split(" +-> ", 2);
            String[] rule = parts[0].split(" +", 2);
            return new Rejected(rule[0].equals("class"), Pattern.compile(rule[1]), parts[1]);
        }
    }

    private static final List<Rejected> REJECTED = rules();

    @Test
    void typeNamesUseStandardTerms() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path path :
                files().filter(path -> path.toString().endsWith(".java")).toList()) {
            DECLARATION.matcher(Files.readString(path)).results().forEach(type -> names.add(type.group(1)));
        }

        assertThat(names).hasSizeGreaterThan(500);
        assertThat(REJECTED.stream()
                        .filter(Rejected::type)
                        .flatMap(rule -> names.stream()
                                .filter(name -> rule.pattern().matcher(name).matches())
                                .map(name -> name + ": use " + rule.instead())))
                .isEmpty();
    }

    @Test
    void textsUsePlainEnglish() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path path : files().filter(LanguageTest::isText).toList()) {
            List<String> lines = Files.readAllLines(path);
            for (Rejected rule : REJECTED) {
                for (int i = 0; !rule.type() && i < lines.size(); i++) {
                    if (rule.pattern().matcher(lines.get(i)).find()) {
                        found.add(ROOT.relativize(path) + ":" + (i + 1) + ": "
                                + lines.get(i).strip() + ": use " + rule.instead());
                    }
                }
            }
        }

        assertThat(found).isEmpty();
    }

    @Test
    void rejectsEachExampleOfTheStyleGuide() {
        assertThat(List.of(
                        "An event that a notifier is to tell of.",
                        "Takes note of an event; false if it was seen before.",
                        "What is the matter with the state; null: nothing",
                        "Has it look into the outbox.",
                        "the outbox is left as it is for now",
                        "'x' is no Docker host: allowed are …",
                        "A number from 2 to {0} is wanted",
                        "{0} answers, and lets us in",
                        "What runs get that do not say (default)",
                        "No host is read."))
                .allMatch(phrase -> REJECTED.stream()
                        .anyMatch(rule ->
                                !rule.type() && rule.pattern().matcher(phrase).find()));
    }

    private static boolean isText(Path path) {
        String name = path.getFileName().toString();
        return TEXTS.contains(name.substring(name.lastIndexOf('.') + 1)) && !name.equals("LanguageTest.java");
    }

    private static List<Rejected> rules() {
        try {
            return Files.readAllLines(RULES).stream()
                    .filter(line -> line.startsWith("class ") || line.startsWith("text "))
                    .map(Rejected::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files() {
        try (Stream<Path> found = Files.walk(ROOT)) {
            return found
                    .filter(Files::isRegularFile)
                    .filter(path -> Stream.iterate(path, p -> p != null && !p.equals(ROOT), Path::getParent)
                            .noneMatch(p -> SKIPPED.contains(p.getFileName().toString())))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
