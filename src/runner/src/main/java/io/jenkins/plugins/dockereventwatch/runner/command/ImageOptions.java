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
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The images that {@code check-image} is to judge, and where they are named. */
final class ImageOptions {

    private static final Path EVERYWHERE = Path.of("/");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(
            names = "--dockerfile",
            paramLabel = "FILE",
            description = "A Dockerfile, whose images are to be checked; repeatable.")
    private List<Path> dockerfiles = new ArrayList<>();

    @Option(
            names = "--build-arg",
            paramLabel = "NAME[=VALUE]",
            description = "A build argument of the Dockerfiles; without a value the environment's. Repeatable.")
    private List<String> buildArguments = new ArrayList<>();

    @Option(
            names = "--compose",
            paramLabel = "FILE[:FILE...]",
            description = "A compose file, whose images are to be checked; several that are laid over each other with"
                    + " colons between, as in COMPOSE_FILE. Repeatable: each is a project of its own. Variables come"
                    + " from the environment and from .env beside the first file.")
    private List<String> composeProjects = new ArrayList<>();

    @Option(
            names = "--jenkinsfile",
            paramLabel = "FILE",
            description = "A Jenkinsfile, whose images are to be checked as far as they stand in its text; repeatable.")
    private List<Path> jenkinsfiles = new ArrayList<>();

    @Option(names = "--running", description = "The images of the containers that run on the Docker host.")
    private boolean running;

    @Option(names = "--local", description = "All images that the Docker host has.")
    private boolean local;

    @Option(
            names = "--host",
            paramLabel = "URI",
            description = "The Docker host of --running and --local. Default: DOCKER_HOST, else the default socket.")
    private String host;

    @Parameters(paramLabel = "REF", arity = "0..*", description = "Images, as docker pull takes them.")
    private List<String> references = new ArrayList<>();

    /** Whether anything is to be checked. */
    boolean isEmpty() {
        return dockerfiles.isEmpty()
                && composeProjects.isEmpty()
                && jenkinsfiles.isEmpty()
                && references.isEmpty()
                && !running
                && !local;
    }

    /** Finds them all. */
    List<NamedImage> find() throws UserException, IOException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        references.forEach(reference -> images.add(NamedImage.of(reference, ImageLocation.of("argument"))));
        SourceFiles files = new SourceFiles(EVERYWHERE);
        Map<String, String> arguments = buildArguments();
        for (Path file : dockerfiles) {
            images.addAll(read(
                    file, () -> DockerfileImages.read(file.toString(), files.read(file.toAbsolutePath()), arguments)));
        }
        Path here = Path.of("").toAbsolutePath();
        for (String project : composeProjects) {
            List<Path> laidOver = composeFiles(project);
            images.addAll(read(laidOver.get(0), () -> ComposeImages.read(files, laidOver, here, System.getenv())));
        }
        for (Path file : jenkinsfiles) {
            images.addAll(read(file, () -> JenkinsfileImages.read(file.toString(), files.read(file.toAbsolutePath()))));
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
            throw new UserException("--compose " + project + ": a file has no name");
        }
        return files;
    }

    /** What was not looked into as far as one might think. */
    List<String> warnings() {
        return jenkinsfiles.isEmpty() ? List.of() : List.of(JenkinsfileImages.BEST_EFFORT);
    }

    private List<NamedImage> ofHost() throws UserException, InterruptedException {
        List<NamedImage> images = new ArrayList<>();
        try {
            DockerHost asked =
                    host == null ? DockerHost.ofEnvironment(System.getenv()) : DockerHost.parse(host, System.getenv());
            try (DockerConnection connection = DockerConnection.open(asked, PATIENCE)) {
                HostImages found = new HostImages(connection);
                images.addAll(running ? found.running() : List.of());
                images.addAll(local ? found.local() : List.of());
            }
        } catch (IllegalArgumentException | IOException e) {
            throw new UserException("the Docker host: " + e.getMessage());
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

    private Map<String, String> buildArguments() {
        Map<String, String> arguments = new HashMap<>();
        for (String argument : buildArguments) {
            int equals = argument.indexOf('=');
            if (equals >= 0) {
                arguments.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (System.getenv(argument) != null) {
                arguments.put(argument, System.getenv(argument));
            }
        }
        return arguments;
    }
}
