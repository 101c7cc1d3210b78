package io.jenkins.plugins.dockereventwatch.docker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that need a Docker Engine: parameters of type {@link DockerEngine} are given the one at hand, or, where they are
 * {@link Private}, one of their own. Skipped where there is none; with {@code CI=true} they fail instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(DockerExtension.class)
public @interface WithDocker {

    /** Asks for an engine that the test may stop and start. */
    @Target(ElementType.PARAMETER)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Private {}
}
