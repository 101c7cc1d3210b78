package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
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
 * @param files what may be read
 * @param path where it is
 * @param shown what its user calls it
 * @param folder what its paths are relative to
 * @param shownFolder what its user calls that folder
 * @param variables what its variables stand for
 * @param documents its content
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

    /** Reads one that stands for itself, with the {@code .env} beside it. */
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

    /** Reads one that is laid over this one, as by {@code docker compose -f THIS -f THAT}: its paths are relative to this. */
    ComposeFile overlaid(Path overlay, String called) throws IOException {
        try {
            return new ComposeFile(
                    files, overlay, called, folder, shownFolder, variables, ComposeYaml.documents(files.read(overlay)));
        } catch (IOException e) {
            throw new IOException("laid over it " + called + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads one that this one includes.
     *
     * @param named the include's path
     * @param include where it stands, with {@code project_directory} and {@code env_file} where it has them
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

    /** Reads one of whose services one is extended; its variables are this one's. */
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

    /** The text of a scalar, variables put in; empty of what is no scalar. */
    ComposeValue value(Node node) {
        return node instanceof ScalarNode scalar
                ? new Interpolation(scalar.getValue(), variables).value()
                : new ComposeValue("", "", "");
    }

    /** Where a node stands. */
    ImageLocation at(Node node, String what) {
        return new ImageLocation(
                shown, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, what);
    }
}
