package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import io.jenkins.plugins.dockereventwatch.image.compose.ComposeService.Part;
import io.jenkins.plugins.dockereventwatch.image.dockerfile.DockerfileImages;
import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds the images of a service's build: in its Dockerfile, additional contexts and caches. */
final class ComposeBuild {

    private static final String IMAGE = "docker-image://";

    private final SourceFiles files;
    private final ComposeService service;
    private final String what;
    private final List<NamedImage> images = new ArrayList<>();

    /** @param what the name of the service in locations */
    ComposeBuild(SourceFiles files, ComposeService service, String what) {
        this.files = files;
        this.service = service;
        this.what = what + ", build";
    }

    List<NamedImage> images() {
        List<Part> builds = service.parts("build");
        if (builds.isEmpty()) {
            return List.of();
        }
        Map<String, Part> contexts = pairs("additional_contexts", builds);
        contexts.values().forEach(this::context);
        for (Part build : builds) {
            if (build.node() instanceof MappingNode mapping) {
                ComposeYaml.elements(ComposeYaml.get(mapping, "cache_from"))
                        .forEach(cache -> cache(new Part(build.file(), cache)));
            }
        }
        for (NamedImage image : dockerfile(builds)) {
            if (!contexts.containsKey(image.text())) {
                images.add(image);
            }
        }
        return images;
    }

    private List<NamedImage> dockerfile(List<Part> builds) {
        Part first = builds.get(0);
        ImageLocation location = first.file().at(first.node(), what);
        Map<String, String> arguments = arguments(builds);
        Part inline = part(builds, "dockerfile_inline");
        if (inline != null) {
            Expansion text = inline.value();
            return text.isKnown()
                    ? DockerfileImages.read(inline.file().shown() + " (" + what + ")", text.text(), arguments)
                    : List.of(NamedImage.unknown("(" + what + ")", location, text.obstacle(), text.remedy()));
        }
        Part context = part(builds, "context");
        Expansion folder = context == null ? Expansion.of(".") : context.value();
        Part named = part(builds, "dockerfile");
        Expansion file = named == null ? Expansion.of("Dockerfile") : named.value();
        for (Expansion value : List.of(folder, file)) {
            if (!value.isKnown()) {
                return List.of(NamedImage.of(value, location));
            }
        }
        if (RemoteSource.isRemote(folder.text())) {
            return List.of(NamedImage.unknown(
                    folder.text(),
                    location,
                    "the build context is remote and was not read",
                    "check its Dockerfile separately"));
        }
        return read((context == null ? first : context).file(), folder.text(), file.text(), location, arguments);
    }

    private List<NamedImage> read(
            ComposeFile base, String folder, String file, ImageLocation location, Map<String, String> arguments) {
        String shown = file;
        try {
            Path path = base.folder().resolve(folder).resolve(file).normalize();
            shown = base.shownFolder().resolve(folder).resolve(file).normalize().toString();
            return DockerfileImages.read(shown, files.read(path), arguments);
        } catch (IOException | InvalidPathException e) {
            return List.of(NamedImage.unknown(
                    "(" + shown + ")",
                    location,
                    "cannot read the Dockerfile of the build: " + e.getMessage(),
                    "check it where the build runs"));
        }
    }

    /** Returns the build arguments by name; a value is null if it is unknown. */
    private Map<String, String> arguments(List<Part> builds) {
        Map<String, String> arguments = new HashMap<>();
        pairs("args", builds).forEach((name, part) -> {
            if (part.node() == null) {
                String value = part.file().variables().get(name);
                if (value != null) {
                    arguments.put(name, value);
                }
                return;
            }
            Expansion value = part.value();
            arguments.put(name, value.isKnown() ? value.text() : null);
        });
        return arguments;
    }

    /**
     * Returns the entries of a mapping {@code NAME: VALUE} or list of {@code NAME=VALUE}; the first layer takes
     * precedence. The node of a name without a value is null.
     */
    private static Map<String, Part> pairs(String key, List<Part> builds) {
        Map<String, Part> pairs = new LinkedHashMap<>();
        for (Part build : builds) {
            Node node = build.node() instanceof MappingNode mapping ? ComposeYaml.get(mapping, key) : null;
            if (node instanceof MappingNode mapping) {
                mapping.getValue().forEach(tuple -> {
                    if (tuple.getKeyNode() instanceof ScalarNode name) {
                        pairs.putIfAbsent(name.getValue(), new Part(build.file(), null));
                    }
                });
                ComposeYaml.entries(mapping).forEach((name, value) -> {
                    if (!pairs.containsKey(name) || pairs.get(name).node() == null) {
                        pairs.put(name, new Part(build.file(), value));
                    }
                });
            } else {
                for (Node element : ComposeYaml.elements(node)) {
                    if (element instanceof ScalarNode scalar) {
                        int equals = scalar.getValue().indexOf('=');
                        String name = equals < 0
                                ? scalar.getValue()
                                : scalar.getValue().substring(0, equals);
                        Node value = equals < 0
                                ? null
                                : new ScalarNode(
                                        scalar.getTag(),
                                        scalar.getValue().substring(equals + 1),
                                        scalar.getStartMark(),
                                        scalar.getEndMark(),
                                        scalar.getScalarStyle());
                        pairs.putIfAbsent(name, new Part(build.file(), value));
                    }
                }
            }
        }
        return pairs;
    }

    private static Part part(List<Part> builds, String key) {
        for (Part build : builds) {
            if (build.node() instanceof MappingNode mapping) {
                Node value = ComposeYaml.get(mapping, key);
                if (value != null) {
                    return new Part(build.file(), value);
                }
            } else if (key.equals("context")) {
                return build;
            }
        }
        return null;
    }

    private void context(Part part) {
        if (part.node() == null) {
            return;
        }
        Expansion value = part.value();
        ImageLocation location = part.file().at(part.node(), what + " context");
        if (!value.isKnown()) {
            images.add(NamedImage.of(value, location));
        } else if (value.text().startsWith(IMAGE)) {
            images.add(NamedImage.of(value.text().substring(IMAGE.length()), location));
        }
    }

    /** Adds the image of {@code IMAGE} or {@code type=registry,ref=IMAGE}. Other cache types are not images. */
    private void cache(Part part) {
        Expansion value = part.value();
        ImageLocation location = part.file().at(part.node(), what + " cache_from");
        String text = value.text();
        if (!value.isKnown() || text.indexOf('=') < 0) {
            images.add(NamedImage.of(value, location));
        } else if (("," + text + ",").contains(",type=registry,")) {
            for (String field : text.split(",")) {
                if (field.startsWith("ref=")) {
                    images.add(NamedImage.of(field.substring("ref=".length()), location));
                }
            }
        }
    }
}
