package io.jenkins.plugins.dockereventwatch.step.image;

import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import io.jenkins.plugins.dockereventwatch.image.compose.ComposeImages;
import io.jenkins.plugins.dockereventwatch.image.dockerfile.DockerfileImages;
import io.jenkins.plugins.dockereventwatch.image.jenkinsfile.JenkinsfileImages;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * The workspace files that name images. Paths are relative to the workspace.
 *
 * @param dockerfile the Dockerfile; empty for none
 * @param buildArguments build arguments of the Dockerfile, as {@code NAME=VALUE}
 * @param composeFiles the Compose files; each file overrides the previous ones
 * @param jenkinsfile the Jenkinsfile; empty for none
 */
record WorkspaceImages(String dockerfile, List<String> buildArguments, List<String> composeFiles, String jenkinsfile)
        implements Serializable {

    /**
     * The maximum number of images, far above any real project: the response of an agent must not exhaust the
     * controller's memory.
     */
    private static final int MAX_IMAGES = 10_000;

    WorkspaceImages {
        buildArguments = List.copyOf(buildArguments);
        composeFiles = List.copyOf(composeFiles);
    }

    /** Returns a description without the values of build arguments, which may be secrets. */
    @Override
    public String toString() {
        return "WorkspaceImages[" + dockerfile + ", " + buildArguments.size() + " build arguments, " + composeFiles
                + ", " + jenkinsfile + "]";
    }

    /**
     * The images found. The controller checks what an agent returns: a read object has at most the permitted number.
     *
     * @param images the images that the files name
     * @param problems why files cannot be read, with their names; empty if all were read
     */
    record Found(List<NamedImage> images, List<String> problems) implements Serializable {

        Found {
            if (images.size() > MAX_IMAGES || problems.size() > MAX_IMAGES) {
                throw new IllegalArgumentException("More than " + MAX_IMAGES + " images were found");
            }
            images = List.copyOf(images);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads the images on the agent.
     *
     * @param environment the variables for Compose files
     */
    record Read(WorkspaceImages files, Map<String, String> environment)
            implements ControllerToAgentFileCallable<Found> {

        Read {
            environment = new HashMap<>(environment);
        }

        /** Returns a description without the values of the environment, which may be secrets. */
        @Override
        public String toString() {
            return "Read[" + files + ", " + environment.keySet() + "]";
        }

        @Override
        public Found invoke(File workspace, VirtualChannel channel) throws IOException {
            return files.read(workspace.toPath(), environment);
        }
    }

    boolean isEmpty() {
        return dockerfile.isEmpty() && composeFiles.isEmpty() && jenkinsfile.isEmpty();
    }

    /** Returns notes about the limits of the search. */
    List<String> remarks() {
        return jenkinsfile.isEmpty() ? List.of() : List.of(JenkinsfileImages.BEST_EFFORT);
    }

    /** Throws an {@link IllegalArgumentException} unless the argument has the form {@code NAME=VALUE}. */
    static void checkBuildArgument(String argument) {
        if (argument.indexOf('=') < 1) {
            throw new IllegalArgumentException(Messages.WorkspaceImages_NoBuildArgument(argument));
        }
    }

    /**
     * Reads the images that the files name.
     *
     * @param folder the workspace; files outside of it are not read
     * @param environment the variables for Compose files
     */
    Found read(Path folder, Map<String, String> environment) throws IOException {
        if (isEmpty(folder)) {
            return new Found(List.of(), List.of("The workspace is empty: check out or create the files first"));
        }
        SourceFiles files = new SourceFiles(folder);
        List<NamedImage> images = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        read(
                dockerfile,
                problems,
                () -> images.addAll(DockerfileImages.read(dockerfile, files.read(Path.of(dockerfile)), arguments())));
        Path root = folder.toRealPath();
        if (!composeFiles.isEmpty()) {
            read(
                    composeFiles.get(0),
                    problems,
                    () -> images.addAll(ComposeImages.read(
                            files, composeFiles.stream().map(Path::of).toList(), root, environment)));
        }
        read(
                jenkinsfile,
                problems,
                () -> images.addAll(JenkinsfileImages.read(jenkinsfile, files.read(Path.of(jenkinsfile)))));
        if (images.size() > MAX_IMAGES) {
            problems.add("more than " + MAX_IMAGES + " images are referenced");
            return new Found(List.of(), problems);
        }
        return new Found(images, problems);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private Map<String, String> arguments() {
        Map<String, String> arguments = new HashMap<>();
        for (String argument : buildArguments) {
            int equals = argument.indexOf('=');
            arguments.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return arguments;
    }

    private interface Reading {
        void read() throws IOException;
    }

    private static void read(String file, List<String> problems, Reading reading) {
        if (file.isEmpty()) {
            return;
        }
        try {
            reading.read();
        } catch (IOException | InvalidPathException e) {
            problems.add(file + ": " + e.getMessage());
        }
    }
}
