package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * One compose file.
 *
 * @param files the readable files
 * @param path the path of the file
 * @param shown the path in locations, as the user named it
 * @param folder the folder to which paths in the file are relative
 * @param shownFolder that folder in locations
 * @param variables the values of variables by name
 * @param documents the YAML documents of the file
 */
record ComposeFile(
        SourceFiles files,
        Path path,
        String shown,
        Path folder,
        Path shownFolder,
        Map<String, String> variables,
        List<MappingNode> documents) {

    private static final Path ENVIRONMENT = Path.of(".env");

    /** Reads a compose file and the {@code .env} file in its folder. */
    static ComposeFile read(SourceFiles files, Path path, String shown, Map<String, String> environment)
            throws IOException {
        Path folder = path.resolveSibling("");
        List<MappingNode> documents = ComposeYaml.documents(files.read(path));
        Map<String, String> variables = new HashMap<>();
        Path file = folder.resolve(ENVIRONMENT);
        if (files.exists(file)) {
            variables.putAll(EnvironmentFile.read(files.read(file), environment));
        }
        variables.putAll(environment);
        return new ComposeFile(files, path, shown, folder, Path.of(shown).resolveSibling(""), variables, documents);
    }

    /** Reads an override file, as in {@code docker compose -f THIS -f OVERLAY}. Its paths are relative to this file. */
    ComposeFile overlaid(Path overlay, String called) throws IOException {
        try {
            return new ComposeFile(
                    files, overlay, called, folder, shownFolder, variables, ComposeYaml.documents(files.read(overlay)));
        } catch (IOException e) {
            throw new IOException("override file " + called + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads an included file.
     *
     * @param named its path
     * @param include the element of {@code include}, which can have {@code project_directory} and {@code env_file}
     */
    ComposeFile include(String named, Node include) throws IOException {
        Path target = folder.resolve(named).normalize();
        ComposeFile file = read(files, target, shown(named), variables);
        if (!(include instanceof MappingNode mapping)) {
            return file;
        }
        Map<String, String> all = new HashMap<>(file.variables);
        for (Node environment : ComposeYaml.elements(ComposeYaml.get(mapping, "env_file"))) {
            all.putAll(EnvironmentFile.read(
                    files.read(folder.resolve(value(environment).text())), variables));
        }
        all.putAll(variables);
        Node directory = ComposeYaml.get(mapping, "project_directory");
        if (directory == null) {
            return new ComposeFile(files, target, file.shown, file.folder, file.shownFolder, all, file.documents);
        }
        String project = value(directory).text();
        return new ComposeFile(
                files,
                target,
                file.shown,
                folder.resolve(project).normalize(),
                shownFolder.resolve(project),
                all,
                file.documents);
    }

    /** Reads the file of an extended service. It shares the variables of this file. */
    ComposeFile extended(String named) throws IOException {
        Path target = folder.resolve(named).normalize();
        return new ComposeFile(
                files,
                target,
                shown(named),
                target.resolveSibling(""),
                Path.of(shown(named)).resolveSibling(""),
                variables,
                ComposeYaml.documents(files.read(target)));
    }

    private String shown(String named) {
        return shownFolder.resolve(named).normalize().toString();
    }

    /** Returns the text of a scalar with its variables expanded; empty for other nodes. */
    Expansion value(Node node) {
        return node instanceof ScalarNode scalar
                ? new ComposeVariables(variables).expand(scalar.getValue())
                : Expansion.of("");
    }

    /** Returns the location of a node. */
    ImageLocation at(Node node, String what) {
        return new ImageLocation(
                shown, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, what);
    }
}
