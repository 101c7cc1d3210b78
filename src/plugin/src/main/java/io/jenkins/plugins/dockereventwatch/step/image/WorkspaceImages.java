package io.jenkins.plugins.dockereventwatch.step.image;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import io.jenkins.plugins.dockereventwatch.image.compose.ComposeImages;
import io.jenkins.plugins.dockereventwatch.image.dockerfile.DockerfileImages;
import io.jenkins.plugins.dockereventwatch.image.jenkinsfile.JenkinsfileImages;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a workspace that name images.
 *
 * @param dockerfile relative to the workspace; empty: none
 * @param buildArguments of the Dockerfile, {@code NAME=VALUE}
 * @param composeFiles relative to the workspace, each laid over those before it
 * @param jenkinsfile relative to the workspace; empty: none
 */
record WorkspaceImages(String dockerfile, List<String> buildArguments, List<String> composeFiles, String jenkinsfile)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** More than any real project has: what an agent sends must not fill the controller. */
    private static final int MOST_IMAGES = 10_000;

    WorkspaceImages {
        buildArguments = List.copyOf(buildArguments);
        composeFiles = List.copyOf(composeFiles);
    }

    /**
     * What was found.
     *
     * @param images those that the files name
     * @param problems why a file cannot be read, with its name; empty where all were
     */
    record Found(List<NamedImage> images, List<String> problems) implements Serializable {

        private static final long serialVersionUID = 1L;

        Found {
            images = List.copyOf(images);
            problems = List.copyOf(problems);
        }
    }

    boolean isEmpty() {
        return dockerfile.isEmpty() && composeFiles.isEmpty() && jenkinsfile.isEmpty();
    }

    /** What was not looked into as far as one might think. */
    List<String> remarks() {
        return jenkinsfile.isEmpty() ? List.of() : List.of(JenkinsfileImages.BEST_EFFORT);
    }

    /** Throws an {@link IllegalArgumentException} where it is none. */
    static void checkBuildArgument(String argument) {
        if (argument.indexOf('=') < 1) {
            throw new IllegalArgumentException(Messages.WorkspaceImages_NoBuildArgument(argument));
        }
    }

    /**
     * Reads them.
     *
     * @param folder the workspace, out of which nothing is read
     * @param environment the variables of compose files
     */
    Found read(Path folder, Map<String, String> environment) throws IOException {
        if (!Files.isDirectory(folder)) {
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
        if (images.size() > MOST_IMAGES) {
            problems.add("more than " + MOST_IMAGES + " images are referenced");
            return new Found(List.of(), problems);
        }
        return new Found(images, problems);
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
