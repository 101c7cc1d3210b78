package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.TextFile;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlText;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a policy of image sources from a file of its own. */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * Reads policy.yml.
     *
     * @throws ConfigurationException if anything in it is wrong, or it cannot be read; with all problems
     */
    public static PolicySettings read(Path file) throws ConfigurationException {
        String text;
        try {
            text = TextFile.read(file);
        } catch (IOException e) {
            throw new ConfigurationException(List.of(new Problem(file, 1, 1, e.getMessage())));
        }
        Problems problems = new Problems(file);
        PolicySettings settings = new PolicyReader(file, problems)
                .read(YamlText.parse(file, text, "an image policy needs at least one key, such as official: true"));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.inOrder());
        }
        return settings;
    }
}
