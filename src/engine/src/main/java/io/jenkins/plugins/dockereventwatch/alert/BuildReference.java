package io.jenkins.plugins.dockereventwatch.alert;

import java.util.Optional;

/**
 * The Jenkins build that started a container, as far as the container tells: by our labels, or by the variables that
 * Jenkins sets for everything a build runs. A container can claim any build, so what stands here is hostile until
 * Jenkins has looked the build up.
 *
 * @param url the build's page, http or https; empty where Jenkins does not know its own address
 * @param job the job's full name, not blank
 * @param number the build's number, at least 1
 * @param node the node it ran on; empty: not known
 * @param startedBy who or what started the build, for people; empty: not known
 * @see <a href="https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables">BUILD_URL, JOB_NAME,
 *     BUILD_NUMBER</a>
 */
public record BuildReference(
        Optional<String> url, String job, int number, Optional<String> node, Optional<String> startedBy) {

    /** {@code phone-book/main #42}. */
    public String displayName() {
        return job + " #" + number;
    }
}
