package io.jenkins.plugins.dockereventwatch.podman;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need Podman; parameters of type {@link PodmanServer} are one that the class shares. Skipped where it is not
 * installed; with {@code CI=true} they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PodmanExtension.class)
public @interface WithPodman {}
