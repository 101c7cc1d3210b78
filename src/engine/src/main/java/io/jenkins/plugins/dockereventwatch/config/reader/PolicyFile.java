package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlText;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import java.nio.file.Path;
import org.yaml.snakeyaml.nodes.Node;

/** Reads an image policy from its own file. */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * Reads policy.yml.
     *
     * @throws ConfigurationException with all problems, if the file is invalid or cannot be read
     */
    public static PolicySettings read(Path file) throws ConfigurationException {
        Node root = YamlText.read(file, "expected at least one key, such as official: true");
        Problems problems = new Problems(file);
        PolicySettings settings = new PolicyReader(file, problems).read(root);
        problems.check();
        return settings;
    }
}
