package io.jenkins.plugins.dockereventwatch.image.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenseExpressionTest {

    private static final List<String> ALLOWED =
            List.of("MIT", "Apache-2.0", "GPL-2.0-only WITH Classpath-exception-2.0");

    private static boolean isSatisfied(String expression) {
        return new LicenseExpression(expression).isSatisfiedBy(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "MIT, true",
        "mit, true",
        "GPL-2.0-only, false",
        "MIT OR GPL-2.0-only, true",
        "GPL-2.0-only OR MIT, true",
        "MIT AND Apache-2.0, true",
        "MIT AND GPL-2.0-only, false",
        "GPL-2.0-only AND MIT, false",
        "MIT OR MIT AND GPL-2.0-only, true",
        "(MIT OR MIT) AND GPL-2.0-only, false",
        "(GPL-2.0-only), false",
        "((MIT)), true",
        "GPL-2.0-only with Classpath-exception-2.0, true",
        "GPL-2.0-only WITH Classpath-exception-2.0 AND MIT, true",
        "MIT WITH Classpath-exception-2.0, false"
    })
    void evaluatesOperators(String expression, boolean satisfied) {
        assertThat(isSatisfied(expression)).isEqualTo(satisfied);
    }

    @ParameterizedTest
    @CsvSource({
        "''",
        "(MIT",
        "MIT)",
        "()",
        "MIT MIT",
        "MIT OR",
        "MIT AND",
        "OR MIT",
        "MIT WITH",
        "(MIT WITH)",
        "MIT / MIT",
        "MIT;"
    })
    void invalidExpressionsAreNotSatisfied(String expression) {
        assertThat(isSatisfied(expression)).isFalse();
    }

    @Test
    void limitsLengthAndDepth() {
        assertThat(isSatisfied("M".repeat(993) + " OR MIT")).isTrue();
        assertThat(isSatisfied("M".repeat(994) + " OR MIT")).isFalse();
        assertThat(isSatisfied("(".repeat(20) + "MIT" + ")".repeat(20))).isTrue();
        assertThat(isSatisfied("(".repeat(21) + "MIT" + ")".repeat(21))).isFalse();
    }
}
