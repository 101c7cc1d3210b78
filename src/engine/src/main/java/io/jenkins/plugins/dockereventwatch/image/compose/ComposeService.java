package io.jenkins.plugins.dockereventwatch.image.compose;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One service, with what it extends.
 *
 * @param layers the service itself, then what it extends, what that extends, and so on; of files that are laid over each
 *     other first the last one's
 */
record ComposeService(List<Part> layers) {

    private static final int DEEPEST = 30;

    /**
     * A part of a file.
     *
     * @param file the file
     * @param node the part
     */
    record Part(ComposeFile file, Node node) {}

    /**
     * Puts together what files that are laid over each other say of a service.
     *
     * @param parts what each file says, the last file's first
     * @throws IOException if what one extends cannot be found or read; the message says why
     */
    static ComposeService of(String name, List<Part> parts) throws IOException {
        List<Part> layers = new ArrayList<>();
        for (Part part : parts) {
            layers.addAll(of(part.file, name, part.node).layers);
        }
        return new ComposeService(List.copyOf(layers));
    }

    /**
     * Finds what a service extends.
     *
     * @throws IOException if that cannot be found or read; the message says why
     */
    private static ComposeService of(ComposeFile file, String name, Node node) throws IOException {
        List<Part> layers = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(file.path() + "\n" + name));
        Part part = new Part(file, node);
        while (part != null) {
            layers.add(part);
            part = part.node instanceof MappingNode mapping ? extended(part.file, mapping, seen) : null;
            if (layers.size() > DEEPEST) {
                throw new IOException("it extends more than " + DEEPEST + " services in a row");
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
                throw new IOException("what it extends lies elsewhere and was not read: " + path);
            }
            try {
                other = file.extended(path);
            } catch (IOException e) {
                throw new IOException("the file " + path + " that it extends: " + e.getMessage(), e);
            }
        }
        if (!seen.add(other.path() + "\n" + name)) {
            throw new IOException("it extends itself");
        }
        for (MappingNode document : other.documents()) {
            if (ComposeYaml.get(document, "services") instanceof MappingNode services) {
                Node found = ComposeYaml.get(services, name);
                if (found != null) {
                    return new Part(other, found);
                }
            }
        }
        throw new IOException("there is no service '" + name + "' to extend");
    }

    private static String known(ComposeValue value) throws IOException {
        if (!value.obstacle().isEmpty()) {
            throw new IOException("what it extends is not known: " + value.obstacle());
        }
        return value.text();
    }

    /** The value of a key; of several layers that have it, the first counts. */
    Optional<Part> get(String key) {
        return parts(key).stream().findFirst();
    }

    /** The values of a key in all layers. */
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

    /** The elements of a list, of all layers. */
    List<Part> elements(String key) {
        List<Part> elements = new ArrayList<>();
        for (Part part : parts(key)) {
            ComposeYaml.elements(part.node).forEach(node -> elements.add(new Part(part.file, node)));
        }
        return elements;
    }

    /** Whether its image is only what its build is called, and never pulled. */
    boolean isOnlyBuilt() {
        return get("build").isPresent()
                && get("pull_policy")
                        .filter(policy -> policy.file.value(policy.node).text().equals("build"))
                        .isPresent();
    }
}
