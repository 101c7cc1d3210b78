package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import io.jenkins.plugins.dockereventwatch.image.compose.ComposeImages;
import io.jenkins.plugins.dockereventwatch.image.dockerfile.DockerfileImages;
import io.jenkins.plugins.dockereventwatch.image.host.HostImages;
import io.jenkins.plugins.dockereventwatch.image.jenkinsfile.JenkinsfileImages;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The images to be checked by {@code check-image}. */
final class ImageOptions {

    private static final Path ROOT = Path.of("/");
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(15);

    @Option(names = "--dockerfile", paramLabel = "FILE", description = "Check the images of a Dockerfile; repeatable.")
    private List<Path> dockerfiles = new ArrayList<>();

    @Option(
            names = "--build-arg",
            paramLabel = "NAME[=VALUE]",
            mapFallbackValue = Option.NULL_VALUE,
            description = "Build argument of the Dockerfiles; without a value: that of the environment. Repeatable.")
    private Map<String, Optional<String>> buildArguments = new HashMap<>();

    @Option(
            names = "--compose",
            paramLabel = "FILE[:FILE...]",
            description =
                    "Check the images of a compose project. Several files are merged, as in COMPOSE_FILE. Repeatable:"
                            + " each is a separate project. Variables: the environment, and .env next to the first file.")
    private List<String> composeProjects = new ArrayList<>();

    @Option(
            names = "--jenkinsfile",
            paramLabel = "FILE",
            description = "Check the images that are written literally in a Jenkinsfile; repeatable.")
    private List<Path> jenkinsfiles = new ArrayList<>();

    @Option(names = "--running", description = "Check the images of all running containers of the Docker host.")
    private boolean running;

    @Option(names = "--local", description = "Check all images of the Docker host.")
    private boolean local;

    @Mixin
    private HostOption host;

    @Parameters(paramLabel = "REF", arity = "0..*", description = "Image names, as for docker pull.")
    private List<String> references = new ArrayList<>();

    /** Whether no image was given. */
    boolean isEmpty() {
        return dockerfiles.isEmpty()
                && composeProjects.isEmpty()
                && jenkinsfiles.isEmpty()
                && references.isEmpty()
                && !running
                && !local;
    }

    /** All given images. */
    List<NamedImage> find() throws UserException, IOException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        references.forEach(reference -> images.add(NamedImage.of(reference, ImageLocation.of("argument"))));
        SourceFiles sources = new SourceFiles(ROOT);
        Map<String, String> arguments = buildArguments();
        for (Path file : dockerfiles) {
            images.addAll(read(
                    file,
                    () -> DockerfileImages.read(file.toString(), sources.read(file.toAbsolutePath()), arguments)));
        }
        Path here = Path.of("").toAbsolutePath();
        for (String project : composeProjects) {
            List<Path> files = composeFiles(project);
            images.addAll(read(files.get(0), () -> ComposeImages.read(sources, files, here, System.getenv())));
        }
        for (Path file : jenkinsfiles) {
            images.addAll(
                    read(file, () -> JenkinsfileImages.read(file.toString(), sources.read(file.toAbsolutePath()))));
        }
        if (running || local) {
            images.addAll(ofHost());
        }
        return images;
    }

    private static List<Path> composeFiles(String project) throws UserException {
        List<Path> files = Arrays.stream(project.split(Pattern.quote(File.pathSeparator), -1))
                .map(Path::of)
                .toList();
        if (files.stream().anyMatch(file -> file.toString().isBlank())) {
            throw new UserException("Invalid --compose '" + project + "': expected FILE[:FILE...]");
        }
        return files;
    }

    /** The limits of the check. */
    List<String> warnings() {
        return jenkinsfiles.isEmpty() ? List.of() : List.of(JenkinsfileImages.BEST_EFFORT);
    }

    private List<NamedImage> ofHost() throws UserException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        DockerHost engine = host.parse();
        try (DockerConnection connection = DockerConnection.open(engine, RESPONSE_TIMEOUT)) {
            HostImages found = new HostImages(connection);
            images.addAll(running ? found.running() : List.of());
            images.addAll(local ? found.local() : List.of());
        } catch (IOException e) {
            throw new UserException(engine + ": " + e.getMessage());
        }
        return images;
    }

    private interface Reading {
        List<NamedImage> read() throws IOException;
    }

    private static List<NamedImage> read(Path file, Reading reading) throws UserException {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new UserException(file + ": " + e.getMessage());
        }
    }

    /** An argument without a value is that of the environment, if it is set there. */
    private Map<String, String> buildArguments() {
        Map<String, String> arguments = new HashMap<>();
        buildArguments.forEach((name, value) ->
                value.or(() -> Optional.ofNullable(System.getenv(name))).ifPresent(text -> arguments.put(name, text)));
        return arguments;
    }
}
