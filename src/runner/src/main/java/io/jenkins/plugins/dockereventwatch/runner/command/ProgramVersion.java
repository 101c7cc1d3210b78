package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.runner.DockerEventWatch;
import picocli.CommandLine.IVersionProvider;

/** The version, as the program's jar says it. */
public final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "docker-event-watch " + number(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }

    /** The number alone. */
    public static String number() {
        String version = DockerEventWatch.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
