package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The definitions that are merged to one service or build.
 *
 * @param layers the definitions; each takes precedence over those after it
 */
record ComposeLayers(List<ComposeNode> layers) {

    private static final int MAX_EXTENSIONS = 30;

    /**
     * Merges the definitions of a service, each with the services it extends.
     *
     * @param definitions the definitions, that of the last file first
     * @throws IOException if an extended service cannot be found or read
     */
    static ComposeLayers ofService(String name, List<ComposeNode> definitions) throws IOException {
        List<ComposeNode> layers = new ArrayList<>();
        for (ComposeNode definition : definitions) {
            Set<String> seen = new HashSet<>(Set.of(definition.file().path() + "\n" + name));
            Optional<ComposeNode> service = Optional.of(definition);
            while (service.isPresent()) {
                layers.add(service.get());
                service = extended(service.get(), seen);
                if (seen.size() > MAX_EXTENSIONS) {
                    throw new IOException("'extends' is nested more than " + MAX_EXTENSIONS + " levels deep");
                }
            }
        }
        return new ComposeLayers(List.copyOf(layers));
    }

    private static Optional<ComposeNode> extended(ComposeNode service, Set<String> seen) throws IOException {
        Optional<ComposeNode> extension = service.get("extends");
        if (extension.isEmpty()) {
            return extension;
        }
        Optional<ComposeNode> named =
                extension.get().isMapping() ? extension.get().get("service") : extension;
        Optional<ComposeNode> where = extension.get().get("file");
        String name = named.isEmpty() ? "" : known(named.get().value());
        ComposeFile other = service.file();
        if (where.isPresent()) {
            String path = known(where.get().value());
            if (ComposePath.isRemote(path)) {
                throw new IOException("the extended service is in a remote file, which was not read: " + path);
            }
            try {
                other = service.file().extended(path);
            } catch (IOException e) {
                throw new IOException("cannot read the extended file " + path + ": " + e.getMessage(), e);
            }
        }
        if (!seen.add(other.path() + "\n" + name)) {
            throw new IOException("'extends' is cyclic");
        }
        for (ComposeNode document : other.documents()) {
            Optional<ComposeNode> found = document.get("services").flatMap(services -> services.get(name));
            if (found.isPresent()) {
                return found;
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
    Optional<ComposeNode> get(String key) {
        return all(key).stream().findFirst();
    }

    /** Returns the values of a key in all layers. */
    List<ComposeNode> all(String key) {
        List<ComposeNode> values = new ArrayList<>();
        for (ComposeNode layer : layers) {
            layer.get(key).ifPresent(values::add);
            if (layer.replacing().contains(key)) {
                break;
            }
        }
        return values;
    }

    /** Returns the elements of a list in all layers. */
    List<ComposeNode> elements(String key) {
        return all(key).stream().flatMap(value -> value.elements().stream()).toList();
    }
}
