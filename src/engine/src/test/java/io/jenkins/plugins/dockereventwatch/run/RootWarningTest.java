package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** See also LimitedRunTest. */
class RootWarningTest {

    private static JsonNode json(Object value) {
        return new ObjectMapper().valueToTree(value);
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "root, true",
        "0, true",
        "00, true",
        "0:0, true",
        "root:staff, true",
        "':1000', true",
        "1000, false",
        "1000:0, false",
        "10, false",
        "node, false",
        "rooted, false"
    })
    void rootIsAnyNameOfUserZero(String user, boolean root) {
        assertThat(RootWarning.isRoot(json(Map.of("Config", Map.of("User", user)))))
                .isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "name=userns, true",
        "name=rootless, true",
        "'name=seccomp,profile=builtin', false",
        "'name=seccomp,profile=userns', false",
        "name=cgroupns, false"
    })
    void userNamespaceMapsRoot(String option, boolean mapped) {
        assertThat(RootWarning.isMapped(json(Map.of("SecurityOptions", List.of("name=apparmor", option)))))
                .isEqualTo(mapped);
    }
}
