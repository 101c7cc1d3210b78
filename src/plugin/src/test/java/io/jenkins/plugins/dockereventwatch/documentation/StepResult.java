package io.jenkins.plugins.dockereventwatch.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.step.image.VerdictMap;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something of the kind that a step gives back, for an example to go on with. */
final class StepResult {

    private StepResult() {}

    static Object of(String step, Map<String, Object> arguments) {
        if (step.equals("checkImageSource")) {
            CheckResult result = CheckResult.of(
                    ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemUTC()),
                    List.of(NamedImage.of("mysq", ImageLocation.of("example"))));
            return VerdictMap.of(result).stream().map(Complete::new).toList();
        }
        if (Boolean.TRUE.equals(arguments.get("returnStatus"))) {
            return 0;
        }
        return Boolean.TRUE.equals(arguments.get("returnStdout")) ? "output" : null;
    }

    /** A map that is only asked for what it has. */
    private static final class Complete extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        Complete(Map<String, Object> map) {
            super(map);
        }

        @Override
        public Object get(Object key) {
            assertThat(keySet()).as("what a verdict tells").contains((String) key);
            return super.get(key);
        }
    }
}
