package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.reader.PolicyFile;
import io.jenkins.plugins.dockereventwatch.config.yaml.ConfigurationException;
import io.jenkins.plugins.dockereventwatch.image.policy.CheckResult;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.Outcome;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.image.report.ReportFormat;
import io.jenkins.plugins.dockereventwatch.runner.DockerEventWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check-image}: judges images by a policy. */
@Command(
        name = "check-image",
        description = {
            "Says which images a policy allows, which it denies, and why.",
            "Without a policy Docker Official Images are allowed, and nothing else."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every image is allowed",
            "1:an image is denied",
            "2:a wrong option, a file that cannot be read, or text that is no image's name",
            "3:no image is denied, but of one it cannot be told"
        })
public final class CheckImageCommand implements Callable<Integer> {

    private static final int EXIT_UNDETERMINED = 3;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private PolicyOption policy = new PolicyOption();

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "text|json|sarif|junit",
            description = "How the result is written. Default: ${DEFAULT-VALUE}.")
    private ReportFormat format;

    @Mixin
    private ImageOptions images;

    /** Where the policy stands. */
    static final class PolicyOption {

        @Option(names = "--policy", paramLabel = "FILE", description = "policy.yml; without it official images only")
        private Path file;

        @Option(names = "--config", paramLabel = "FILE", description = "config.yml, whose image_policy counts")
        private Path configuration;

        PolicySettings read() throws UserException {
            try {
                if (file != null) {
                    return PolicyFile.read(file);
                }
                return configuration == null
                        ? PolicySettings.OFFICIAL_ONLY
                        : ConfigurationFile.of(configuration).read().imagePolicy();
            } catch (ConfigurationException e) {
                throw new UserException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() throws UserException, IOException, InterruptedException {
        if (images.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Nothing to check: name an image or a file, or --running");
        }
        CheckResult result = CheckResult.of(
                ImagePolicy.of(policy.read(), Clock.systemDefaultZone()), images.find(), images.warnings());
        format.write(result, spec.commandLine().getOut());
        return exitCode(result);
    }

    private static int exitCode(CheckResult result) {
        if (result.hasMalformed()) {
            return DockerEventWatch.EXIT_USAGE;
        }
        if (result.count(Outcome.DENIED) > 0) {
            return DockerEventWatch.EXIT_FAILED;
        }
        return result.count(Outcome.UNDETERMINED) > 0 ? EXIT_UNDETERMINED : DockerEventWatch.EXIT_OK;
    }
}
