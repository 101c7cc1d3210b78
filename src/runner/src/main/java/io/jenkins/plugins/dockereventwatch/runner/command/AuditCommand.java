package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.audit.AuditFormat;
import io.jenkins.plugins.dockereventwatch.audit.AuditReport;
import io.jenkins.plugins.dockereventwatch.audit.ContainerAudit;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code audit}: reports running containers without limits. */
@Command(
        name = "audit",
        description = "Reports running containers that have no memory, CPU or process limit, have unlimited swap, are"
                + " privileged, or mount the Docker socket.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no findings", "1:findings", "2:the Docker Engine cannot be reached"})
public final class AuditCommand implements Callable<Integer> {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    @Spec
    private CommandSpec spec;

    @Mixin
    private HostOption host;

    @Option(
            names = "--format",
            paramLabel = "text|json|sarif",
            defaultValue = "text",
            description = "Output format. Default: ${DEFAULT-VALUE}.")
    private AuditFormat format;

    @Override
    public Integer call() throws UserException, InterruptedException {
        DockerHost engine = host.parse();
        try (DockerConnection connection = DockerConnection.open(engine, RESPONSE_TIMEOUT)) {
            AuditReport report = new ContainerAudit(connection, engine).report();
            PrintWriter out = spec.commandLine().getOut();
            out.print(format.write(report, ProgramVersion.number()));
            out.flush();
            return report.findings().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw new UserException(engine + ": " + e.getMessage());
        }
    }
}
