package io.jenkins.plugins.dockereventwatch.runner;

import picocli.CommandLine.IVersionProvider;

/** The version, as the program's jar says it. */
final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = DockerEventWatch.class.getPackage().getImplementationVersion();
        return new String[] {
            "docker-event-watch " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }
}
