package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One service with the services it extends.
 *
 * @param layers the service itself, the service it extends, and so on; those of the last override file first
 */
record ComposeService(List<Part> layers) {

    private static final int MAX_EXTENSIONS = 30;

    /**
     * A node of a compose file.
     *
     * @param file the file
     * @param node the node; null for a key without a value
     */
    record Part(ComposeFile file, Node node) {

        /** Returns the text of a scalar with its variables expanded; empty for other nodes. */
        Expansion value() {
            return file.value(node);
        }
    }

    /**
     * Merges the definitions of a service.
     *
     * @param parts the definitions, that of the last file first
     * @throws IOException if an extended service cannot be found or read
     */
    static ComposeService of(String name, List<Part> parts) throws IOException {
        List<Part> layers = new ArrayList<>();
        for (Part part : parts) {
            layers.addAll(of(part.file, name, part.node).layers);
        }
        return new ComposeService(List.copyOf(layers));
    }

    /**
     * Finds the services that a service extends.
     *
     * @throws IOException if one cannot be found or read
     */
    private static ComposeService of(ComposeFile file, String name, Node node) throws IOException {
        List<Part> layers = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(file.path() + "\n" + name));
        Part part = new Part(file, node);
        while (part != null) {
            layers.add(part);
            part = part.node instanceof MappingNode mapping ? extended(part.file, mapping, seen) : null;
            if (layers.size() > MAX_EXTENSIONS) {
                throw new IOException("'extends' is nested more than " + MAX_EXTENSIONS + " levels deep");
            }
        }
        return new ComposeService(List.copyOf(layers));
    }

    private static Part extended(ComposeFile file, MappingNode service, Set<String> seen) throws IOException {
        Node extension = ComposeYaml.get(service, "extends");
        if (extension == null) {
            return null;
        }
        boolean elsewhere = extension instanceof MappingNode;
        Node named = elsewhere ? ComposeYaml.get((MappingNode) extension, "service") : extension;
        Node where = elsewhere ? ComposeYaml.get((MappingNode) extension, "file") : null;
        String name = named == null ? "" : known(file.value(named));
        ComposeFile other = file;
        if (where != null) {
            String path = known(file.value(where));
            if (RemoteSource.isRemote(path)) {
                throw new IOException("the extended service is in a remote file, which was not read: " + path);
            }
            try {
                other = file.extended(path);
            } catch (IOException e) {
                throw new IOException("cannot read the extended file " + path + ": " + e.getMessage(), e);
            }
        }
        if (!seen.add(other.path() + "\n" + name)) {
            throw new IOException("'extends' is cyclic");
        }
        for (MappingNode document : other.documents()) {
            if (ComposeYaml.get(document, "services") instanceof MappingNode services) {
                Node found = ComposeYaml.get(services, name);
                if (found != null) {
                    return new Part(other, found);
                }
            }
        }
        throw new IOException("the extended service '" + name + "' does not exist");
    }

    private static String known(Expansion value) throws IOException {
        if (!value.isKnown()) {
            throw new IOException("the extended service is unknown: " + value.obstacle());
        }
        return value.text();
    }

    /** Returns the value of a key in the first layer that has one. */
    Optional<Part> get(String key) {
        return parts(key).stream().findFirst();
    }

    /** Returns the values of a key in all layers. */
    List<Part> parts(String key) {
        List<Part> parts = new ArrayList<>();
        for (Part layer : layers) {
            if (!(layer.node instanceof MappingNode mapping)) {
                continue;
            }
            Node value = ComposeYaml.get(mapping, key);
            if (value != null) {
                parts.add(new Part(layer.file, value));
            }
            if (ComposeYaml.replaces(mapping, key)) {
                break;
            }
        }
        return parts;
    }

    /** Returns the elements of a list in all layers. */
    List<Part> elements(String key) {
        List<Part> elements = new ArrayList<>();
        for (Part part : parts(key)) {
            ComposeYaml.elements(part.node).forEach(node -> elements.add(new Part(part.file, node)));
        }
        return elements;
    }

    /** Returns whether {@code image} is only the name of the build result and is never pulled. */
    boolean isOnlyBuilt() {
        return get("build").isPresent()
                && get("pull_policy")
                        .filter(policy -> policy.value().text().equals("build"))
                        .isPresent();
    }
}
