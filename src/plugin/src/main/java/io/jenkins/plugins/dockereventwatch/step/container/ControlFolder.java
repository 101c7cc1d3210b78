package io.jenkins.plugins.dockereventwatch.step.container;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder on an agent by which Jenkins controls the shell steps of one block: their scripts, logs and exit codes. It
 * lies in the folder for temporary files next to the workspace. That is mounted read-only, since an agent would follow
 * a symbolic link in the place of a log. The commands write to a folder of their own, from which {@link ControlFiles}
 * copies.
 *
 * @param temporary the folder for temporary files of the workspace, an absolute path on the agent and in the container
 * @param name the name of the control folder
 * @param workspace the allocated workspace, an absolute path on the agent
 */
public record ControlFolder(String temporary, String name, String workspace) implements Serializable {

    private static final String WRITTEN_FILES =
            "jenkins-log\\.txt|jenkins-result\\.txt|output\\.txt|script\\.sh\\.copy";

    /** Creates the folders. To be called on the agent. */
    public void create() throws IOException {
        Files.createDirectories(Path.of(steps()));
        Files.createDirectories(Path.of(written()));
    }

    /** Deletes the folder without following links. To be called on the agent, after the removal of the container. */
    public void delete() throws IOException {
        if (Files.exists(Path.of(path()))) {
            try (Stream<Path> files = Files.walk(Path.of(path()))) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    /** Returns the path of the control folder. */
    public String path() {
        return temporary + "/" + name;
    }

    /** Returns the only folder to which the container writes. */
    public String written() {
        return path() + "/written";
    }

    /** Returns the folder below which Jenkins creates a control folder for each shell step. */
    String steps() {
        return path() + "/steps";
    }

    /**
     * Returns the folder that Jenkins takes for the folder of a shell step. Jenkins creates the control folder of a
     * step next to its folder, which may be in the workspace.
     *
     * @param folder the folder of the step, an absolute path
     */
    String substituteOf(String folder) {
        return steps() + folder;
    }

    /** Returns the folder of a step, given the folder or its substitute. */
    String folderOf(String folder) {
        return folder.startsWith(steps() + "/") ? folder.substring(steps().length()) : folder;
    }

    /**
     * Returns the command of a shell step with the paths of the files that it writes replaced.
     *
     * @return empty if the command has no control folder here
     */
    Optional<List<String>> redirected(List<String> command) {
        // a dollar sign is escaped in the arguments of a launcher
        Pattern files = Pattern.compile(
                Pattern.quote(steps().replace("$", "$$")) + "(?:/[^']*)?@tmp/(durable-\\w+)/(?=" + WRITTEN_FILES + ")");
        String to = Matcher.quoteReplacement(written().replace("$", "$$") + "/") + "$1-";
        List<String> redirected =
                command.stream().map(text -> files.matcher(text).replaceAll(to)).toList();
        return redirected.equals(command) ? Optional.empty() : Optional.of(redirected);
    }
}
