package io.jenkins.plugins.dockereventwatch.image.compose;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Parses the YAML of compose files, with limits on its size. */
final class ComposeYaml {

    private static final int MAX_ALIASES = 1_000;
    private static final int MAX_DEPTH = 50;

    private ComposeYaml() {}

    /** Returns the documents that are mappings. */
    static List<MappingNode> documents(String text) throws IOException {
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
        } catch (YAMLException e) {
            throw new IOException("invalid YAML: " + e.getMessage(), e);
        }
        return documents;
    }
}
