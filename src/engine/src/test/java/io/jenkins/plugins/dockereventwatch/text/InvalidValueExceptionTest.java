package io.jenkins.plugins.dockereventwatch.text;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.EXPECTED_NUMBER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InvalidValueExceptionTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

    private static ResourceBundle texts(Locale language) {
        return ResourceBundle.getBundle(InvalidValueException.class.getName(), language);
    }

    @Test
    void translatesItsMessage() {
        InvalidValueException error = new InvalidValueException("number", "{0} it's", "1", "100000");

        assertThat(error)
                .hasMessage("Invalid number '{0} it's': " + EXPECTED_NUMBER + "1 to 100000")
                .extracting(each -> each.message(Locale.GERMANY), each -> each.message(Locale.JAPAN))
                .containsExactly(
                        "Ungültige Zahl „{0} it's“: zulässig sind Zahlen von 1 bis 100000", error.getMessage());
    }

    @Test
    void languagesHaveTheSameArguments() {
        ResourceBundle english = texts(Locale.ROOT);
        ResourceBundle german = texts(Locale.GERMAN);

        assertThat(german.keySet()).isNotEmpty().isEqualTo(english.keySet()).allSatisfy(key -> {
            assertThat(german.getString(key)).isNotEqualTo(english.getString(key));
            assertThat(arguments(german.getString(key))).isEqualTo(arguments(english.getString(key)));
        });
    }

    private static TreeSet<String> arguments(String text) {
        TreeSet<String> arguments = new TreeSet<>();
        ARGUMENT.matcher(text).results().forEach(found -> arguments.add(found.group()));
        return arguments;
    }

    @Test
    void rejectsUnknownKinds() {
        assertThatThrownBy(() -> new InvalidValueException("unknown")).isInstanceOf(RuntimeException.class);
    }
}
