package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.reader.PolicyReader;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.report.ReportFormat;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code check-image}: evaluates images by an image policy. */
@Command(
        name = "check-image",
        description = {
            "Shows which images an image policy allows or denies, and why.",
            "Without a policy only Docker Official Images are allowed."
        },
        exitCodeList = {
            "0:every image is allowed",
            "1:an image is denied",
            "2:an invalid option, file or image name",
            "3:no image is denied, but one is undetermined"
        })
public final class CheckImageCommand extends ProgramCommand {

    private static final int EXIT_UNDETERMINED = 3;

    @ArgGroup
    private PolicyOption policy = new PolicyOption();

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|json|sarif|junit",
            description = "Output format. Default: ${DEFAULT-VALUE}.")
    private ReportFormat format;

    @Mixin
    private ImageOptions images;

    /** The source of the policy. */
    static final class PolicyOption {

        @Option(names = "--policy", paramLabel = "FILE", description = "policy.yml")
        private Path file;

        @Option(names = "--config", paramLabel = "FILE", description = "config.yml with image_policy")
        private Path configuration;

        ImagePolicy read() throws ConfigurationException {
            return configuration != null
                    ? configurationReader().read(configuration).rules().imagePolicy()
                    : ImagePolicy.of(
                            file == null ? PolicySettings.OFFICIAL_ONLY : PolicyReader.read(file),
                            Clock.systemDefaultZone());
        }
    }

    @Override
    public Integer call() throws Exception {
        if (images.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "Missing images: expected an image name, a file option, --running or --local");
        }
        CheckResult result = CheckResult.of(policy.read(), images.find(), images.warnings());
        out().print(format.write(result));
        if (result.hasMalformed()) {
            return ExitCode.USAGE;
        }
        int ofUndetermined = result.count(Outcome.UNDETERMINED) > 0 ? EXIT_UNDETERMINED : ExitCode.OK;
        return result.count(Outcome.DENIED) > 0 ? FAILED : ofUndetermined;
    }
}
