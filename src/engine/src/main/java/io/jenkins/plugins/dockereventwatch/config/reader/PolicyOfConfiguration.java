package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import java.nio.file.Path;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads {@code image_policy} of config.yml: the policy itself, or the name of a file with it. */
final class PolicyOfConfiguration {

    private final Path file;
    private final Path folder;
    private final Problems problems;
    private final Set<Path> files;

    /**
     * Prepares it.
     *
     * @param folder where relative files are
     * @param files gets the file that is named
     */
    PolicyOfConfiguration(Path file, Path folder, Problems problems, Set<Path> files) {
        this.file = file;
        this.folder = folder;
        this.problems = problems;
        this.files = files;
    }

    /** Reads it; after a complaint what holds without one. */
    PolicySettings read(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return new PolicyReader(file, problems).read(node);
        }
        if (scalar.getValue().isBlank()) {
            problems.add(node, "image_policy is a policy (official, allow, deny …), or the name of a file with one");
            return PolicySettings.OFFICIAL_ONLY;
        }
        Path named = folder.resolve(scalar.getValue()).normalize();
        files.add(named);
        try {
            return PolicyFile.read(named);
        } catch (ConfigurationException e) {
            e.problems().forEach(problems::add);
            return PolicySettings.OFFICIAL_ONLY;
        }
    }
}
