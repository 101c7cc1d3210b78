package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.dockerfile.DockerfileImages;
import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Finds the images of a service's build: in its Dockerfile, additional contexts and caches. */
final class ComposeBuild {

    private static final String IMAGE = "docker-image://";

    private final ComposeLayers builds;
    private final String what;
    private final List<NamedImage> images = new ArrayList<>();

    /** @param what the name of the service in locations */
    ComposeBuild(ComposeLayers service, String what) {
        this.builds = new ComposeLayers(service.all("build"));
        this.what = what + ", build";
    }

    List<NamedImage> images() {
        if (builds.layers().isEmpty()) {
            return List.of();
        }
        Map<String, ComposeNode> contexts = pairs("additional_contexts");
        contexts.values().forEach(this::context);
        builds.layers().forEach(build -> build.elements("cache_from").forEach(this::cache));
        for (NamedImage image : dockerfile()) {
            if (!contexts.containsKey(image.text())) {
                images.add(image);
            }
        }
        return images;
    }

    private List<NamedImage> dockerfile() {
        ComposeNode first = builds.layers().get(0);
        ImageLocation location = first.at(what);
        Optional<ComposeNode> inline = first("dockerfile_inline");
        if (inline.isPresent()) {
            Expansion text = inline.get().value();
            String file = inline.get().file().path().shown() + " (" + what + ")";
            return text.isKnown()
                    ? DockerfileImages.read(file, text.text(), arguments())
                    : List.of(NamedImage.unknown("(" + what + ")", location, text.obstacle(), text.remedy()));
        }
        Optional<ComposeNode> context = builds.layers().stream()
                .flatMap(build -> (build.isMapping() ? build.get("context") : Optional.of(build)).stream())
                .findFirst();
        Expansion folder = context.map(ComposeNode::value).orElse(Expansion.of("."));
        Expansion file = first("dockerfile").map(ComposeNode::value).orElse(Expansion.of("Dockerfile"));
        for (Expansion value : List.of(folder, file)) {
            if (!value.isKnown()) {
                return List.of(NamedImage.of(value, location));
            }
        }
        if (ComposePath.isRemote(folder.text())) {
            return List.of(NamedImage.unknown(
                    folder.text(),
                    location,
                    "the build context is remote and was not read",
                    "check its Dockerfile separately"));
        }
        return read(context.orElse(first).file(), folder.text(), file.text(), location);
    }

    private List<NamedImage> read(ComposeFile base, String folder, String file, ImageLocation location) {
        String shown = file;
        try {
            ComposePath path = base.folder().resolve(folder).resolve(file);
            shown = path.shown().toString();
            return DockerfileImages.read(shown, base.files().read(path.path()), arguments());
        } catch (IOException | InvalidPathException e) {
            return List.of(NamedImage.unknown(
                    "(" + shown + ")",
                    location,
                    "cannot read the Dockerfile of the build: " + e.getMessage(),
                    "check it where the build runs"));
        }
    }

    private Optional<ComposeNode> first(String key) {
        return builds.layers().stream()
                .flatMap(build -> build.get(key).stream())
                .findFirst();
    }

    /** Returns the build arguments by name; a value is null if it is unknown. */
    private Map<String, String> arguments() {
        Map<String, String> arguments = new HashMap<>();
        pairs("args").forEach((name, argument) -> {
            if (argument.node() == null) {
                String value = argument.file().variables().get(name);
                if (value != null) {
                    arguments.put(name, value);
                }
                return;
            }
            Expansion value = argument.value();
            arguments.put(name, value.isKnown() ? value.text() : null);
        });
        return arguments;
    }

    /**
     * Returns the entries of a mapping {@code NAME: VALUE} or list of {@code NAME=VALUE}; the first layer takes
     * precedence. The node of a name without a value is null.
     */
    private Map<String, ComposeNode> pairs(String key) {
        Map<String, ComposeNode> pairs = new LinkedHashMap<>();
        for (ComposeNode build : builds.layers()) {
            ComposeNode none = new ComposeNode(build.file(), null);
            ComposeNode value = build.get(key).orElse(none);
            for (String name : value.keys()) {
                if (!pairs.containsKey(name) || pairs.get(name).node() == null) {
                    pairs.put(name, value.get(name).orElse(none));
                }
            }
            for (ComposeNode element : value.isMapping() ? List.<ComposeNode>of() : build.elements(key)) {
                if (element.node() instanceof ScalarNode scalar) {
                    String[] sides = scalar.getValue().split("=", 2);
                    ScalarNode text = new ScalarNode(
                            scalar.getTag(),
                            sides[sides.length - 1],
                            scalar.getStartMark(),
                            scalar.getEndMark(),
                            scalar.getScalarStyle());
                    pairs.putIfAbsent(sides[0], sides.length < 2 ? none : new ComposeNode(build.file(), text));
                }
            }
        }
        return pairs;
    }

    private void context(ComposeNode context) {
        if (context.node() == null) {
            return;
        }
        Expansion value = context.value();
        ImageLocation location = context.at(what + " context");
        if (!value.isKnown()) {
            images.add(NamedImage.of(value, location));
        } else if (value.text().startsWith(IMAGE)) {
            images.add(NamedImage.of(value.text().substring(IMAGE.length()), location));
        }
    }

    /** Adds the image of {@code IMAGE} or {@code type=registry,ref=IMAGE}. Other cache types are not images. */
    private void cache(ComposeNode cache) {
        Expansion value = cache.value();
        ImageLocation location = cache.at(what + " cache_from");
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
