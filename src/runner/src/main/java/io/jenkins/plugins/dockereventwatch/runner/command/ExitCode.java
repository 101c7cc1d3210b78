package io.jenkins.plugins.dockereventwatch.runner.command;

/** The exit codes that all commands share. */
public final class ExitCode {

    public static final int OK = 0;

    /** The command ran, but its result is negative or incomplete. */
    public static final int FAILED = 1;

    /** The command could not run: an invalid option, configuration or file. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
