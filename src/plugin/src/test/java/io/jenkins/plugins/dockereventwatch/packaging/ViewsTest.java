package io.jenkins.plugins.dockereventwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Jenkins shows of the plugin: safe, explained, and in two languages. */
class ViewsTest {

    private static final Path RESOURCES = Path.of("src/main/resources").toAbsolutePath();
    private static final Pattern FIELD = Pattern.compile("<f:entry[^>]* field=\"(\\w+)\"");
    private static final Pattern WORDS = Pattern.compile("\\$\\{%([^}(]+)[}(]");

    @ParameterizedTest
    @MethodSource("views")
    void viewsEscapeTextAndContainNoScripts(Path view) throws IOException {
        assertThat(Files.readString(view))
                .startsWith("<?jelly escape-by-default='true'?>")
                .doesNotContainPattern("(?i)<script|<style|\\sstyle=|\\son[a-z]+=|javascript:");
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyFieldHasHelpInBothLanguages(Path view) throws IOException {
        Matcher fields = FIELD.matcher(Files.readString(view));
        while (fields.find()) {
            for (String language : List.of("", "_de")) {
                Path help = view.resolveSibling("help-" + fields.group(1) + language + ".html");
                assertThat(help).isRegularFile();
                assertThat(Files.readString(help))
                        .startsWith("<div>")
                        .doesNotContainPattern("(?i)<script|\\son[a-z]+=");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyTextIsTranslatedToGerman(Path view) throws IOException {
        Set<String> words = new TreeSet<>();
        Matcher found = WORDS.matcher(Files.readString(view));
        while (found.find()) {
            words.add(found.group(1));
        }
        Path german = Path.of(view.toString().replaceFirst("\\.jelly$", "_de.properties"));

        assertThat(Files.exists(german) ? keys(german) : Set.of()).isEqualTo(words);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void messagesAreInBothLanguages(Path english) throws IOException {
        assertThat(keys(english.resolveSibling("Messages_de.properties"))).isEqualTo(keys(english));
    }

    private static Set<String> keys(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new TreeSet<>(properties.stringPropertyNames());
    }

    private static List<Path> views() throws IOException {
        return files(".jelly");
    }

    private static List<Path> messages() throws IOException {
        return files("/Messages.properties");
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(RESOURCES)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
