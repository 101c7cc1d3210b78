package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.audit.AuditFormat;
import io.jenkins.plugins.dockereventwatch.audit.AuditReport;
import io.jenkins.plugins.dockereventwatch.audit.ContainerAudit;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code audit}: reports running containers without limits. */
@Command(
        name = "audit",
        description = "Reports running containers that have no memory, CPU or process limit, have unlimited swap, are"
                + " privileged, or mount the Docker socket.",
        exitCodeList = {"0:no findings", "1:findings", "2:the Docker Engine cannot be reached"})
public final class AuditCommand extends ProgramCommand {

    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

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
            AuditReport report = new ContainerAudit(connection, engine).report(container -> {});
            out().print(format.write(report, ProgramVersion.number()));
            return report.findings().isEmpty() ? ExitCode.OK : FAILED;
        } catch (IOException e) {
            throw new UserException(engine + ": " + e.getMessage());
        }
    }
}
