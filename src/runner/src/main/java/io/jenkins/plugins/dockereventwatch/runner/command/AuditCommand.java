package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.audit.AuditFormat;
import io.jenkins.plugins.dockereventwatch.audit.AuditReport;
import io.jenkins.plugins.dockereventwatch.audit.ContainerAudit;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.runner.DockerEventWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: reports running containers that nothing limits. */
@Command(
        name = "audit",
        description = "Reports running containers without a limit of memory, CPU or processes, with unlimited swap,"
                + " privileged, or with the Docker socket mounted.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing to report", "1:there are findings", "2:the Docker Engine cannot be asked"})
public final class AuditCommand implements Callable<Integer> {

    private static final Duration ANSWER = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--host",
            paramLabel = "URI",
            description = "unix:///path/docker.sock, tcp://host:port[?certificates=FOLDER] or ssh://user@host. Default:"
                    + " DOCKER_HOST, else the default socket.")
    private String host;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text (default), json or sarif.")
    private AuditFormat format;

    @Override
    public Integer call() throws UserException, InterruptedException {
        DockerHost engine = HostOption.parse(host);
        try (DockerConnection connection = DockerConnection.open(engine, ANSWER)) {
            AuditReport report = new ContainerAudit(connection, engine).report();
            PrintWriter out = spec.commandLine().getOut();
            out.print(format.write(report, ProgramVersion.number()));
            out.flush();
            return report.findings().isEmpty() ? DockerEventWatch.EXIT_OK : DockerEventWatch.EXIT_FAILED;
        } catch (IOException e) {
            throw new UserException(engine + ": " + e.getMessage());
        }
    }
}
