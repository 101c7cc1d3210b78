package io.jenkins.plugins.dockereventwatch.runner.command;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the program's jar. */
public final class ProgramVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {
            "docker-event-watch " + number(),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")"
        };
    }

    public static String number() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
