package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One compose file.
 *
 * @param folder the folder to which paths in the file are relative
 */
record ComposeFile(
        SourceFiles files,
        ComposePath path,
        ComposePath folder,
        Map<String, String> variables,
        List<MappingNode> roots) {

    private static final Path ENVIRONMENT = Path.of(".env");
    private static final int MAX_ALIASES = 1_000;
    private static final int MAX_DEPTH = 50;

    /** Returns a description without the variables, which may be secrets. */
    @Override
    public String toString() {
        return "ComposeFile[" + path + "]";
    }

    /** Reads a compose file and the {@code .env} file in its folder. */
    static ComposeFile read(SourceFiles files, ComposePath path, Map<String, String> environment) throws IOException {
        List<MappingNode> roots = parse(files.read(path.path()));
        Map<String, String> variables = new HashMap<>();
        Path file = path.folder().path().resolve(ENVIRONMENT);
        if (files.exists(file)) {
            variables.putAll(EnvironmentFile.read(files.read(file), environment));
        }
        variables.putAll(environment);
        return new ComposeFile(files, path, path.folder(), variables, roots);
    }

    /** Reads a file to be merged with this one, as in {@code docker compose -f THIS -f OVERRIDE}, with paths relative to it. */
    ComposeFile override(ComposePath override) throws IOException {
        try {
            return new ComposeFile(files, override, folder, variables, parse(files.read(override.path())));
        } catch (IOException e) {
            throw new IOException("override file " + override.shown() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads an included file.
     *
     * @param include the element of {@code include}, which can have {@code project_directory} and {@code env_file}
     */
    ComposeFile include(String named, ComposeNode include) throws IOException {
        ComposeFile file = read(files, folder.resolve(named), variables);
        Map<String, String> all = new HashMap<>(file.variables);
        for (ComposeNode environment : include.elements("env_file")) {
            Path path = folder.resolve(environment.value().text()).path();
            all.putAll(EnvironmentFile.read(files.read(path), variables));
        }
        all.putAll(variables);
        ComposePath project = include.get("project_directory")
                .map(directory -> folder.resolve(directory.value().text()))
                .orElse(file.folder);
        return new ComposeFile(files, file.path, project, all, file.roots);
    }

    /** Reads the file of an extended service. It shares the variables of this file. */
    ComposeFile extended(String named) throws IOException {
        ComposePath target = folder.resolve(named);
        return new ComposeFile(files, target, target.folder(), variables, parse(files.read(target.path())));
    }

    List<ComposeNode> documents() {
        return roots.stream().map(root -> new ComposeNode(this, root)).toList();
    }

    private static List<MappingNode> parse(String text) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        List<MappingNode> documents = new ArrayList<>();
        try {
            for (Node node : new Yaml(options).composeAll(new StringReader(text))) {
                if (node instanceof MappingNode mapping) {
                    documents.add(mapping);
                }
            }
        } catch (MarkedYAMLException e) {
            throw new IOException(
                    "invalid YAML: line " + (e.getProblemMark().getLine() + 1) + ", column "
                            + (e.getProblemMark().getColumn() + 1) + ": " + e.getProblem(),
                    e);
        } catch (YAMLException | NumberFormatException e) {
            // The parser throws the latter for an escaped code point above 7FFFFFFF.
            throw new IOException("invalid YAML: " + e.getMessage(), e);
        }
        return documents;
    }
}
