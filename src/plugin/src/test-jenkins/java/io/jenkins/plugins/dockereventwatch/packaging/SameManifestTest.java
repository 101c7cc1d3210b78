package io.jenkins.plugins.dockereventwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** The manifest that the default build writes itself, beside the one that the Jenkins project's own build writes. */
class SameManifestTest {

    @Test
    void manifestsAgree() throws IOException {
        Attributes ours;
        try (JarFile archive = new JarFile("target/docker-event-watch.hpi")) {
            ours = archive.getManifest().getMainAttributes();
        }
        Attributes theirs;
        try (InputStream in = Files.newInputStream(Path.of("target/jenkins/target/test-classes/the.hpl"))) {
            theirs = new Manifest(in).getMainAttributes();
        }

        for (String name : new String[] {"Short-Name", "Long-Name", "Group-Id", "Artifact-Id", "Jenkins-Version"}) {
            assertThat(ours.getValue(name)).as(name).isEqualTo(theirs.getValue(name));
        }
        assertThat(dependencies(ours)).isEqualTo(dependencies(theirs));
    }

    private static Set<String> dependencies(Attributes manifest) {
        return new TreeSet<>(Set.of(manifest.getValue("Plugin-Dependencies").split(",")));
    }
}
