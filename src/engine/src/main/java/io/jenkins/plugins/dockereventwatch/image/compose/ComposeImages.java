package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds the images in compose files: those of all services regardless of profiles, of extended services and included
 * files, in the Dockerfiles of builds, and in image volumes. Variables are read from the environment, then from
 * {@code .env}. A reference that cannot be determined is returned as unknown, never omitted.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/">Compose file reference</a>
 */
public final class ComposeImages {

    private static final int MAX_FILES = 100;
    private static final int MAX_SERVICES = 5_000;

    private final List<NamedImage> images = new ArrayList<>();
    private final Set<Path> included = new HashSet<>();
    private int services;

    private ComposeImages() {}

    /**
     * Reads a compose file with its includes and override files, as in {@code docker compose -f FILE -f OVERRIDE}.
     *
     * @param files the readable files
     * @param composeFiles the compose files, at least one; paths in all of them, and {@code .env}, are relative to the
     *     first
     * @param folder the folder to which {@code composeFiles} are relative
     * @param environment variables by name; they take precedence over {@code .env}
     * @throws IOException if a file cannot be read, or contains no services
     * @see <a href="https://docs.docker.com/reference/compose-file/merge/">Compose: merge</a>
     */
    public static List<NamedImage> read(
            SourceFiles files, List<Path> composeFiles, Path folder, Map<String, String> environment)
            throws IOException {
        ComposeImages reader = new ComposeImages();
        Path first = composeFiles.get(0);
        ComposeFile root =
                ComposeFile.read(files, new ComposePath(folder.resolve(first).normalize(), first), environment);
        List<ComposeFile> layers = new ArrayList<>(List.of(root));
        for (Path override : composeFiles.subList(1, composeFiles.size())) {
            layers.add(root.override(new ComposePath(folder.resolve(override).normalize(), override)));
        }
        layers.forEach(file -> reader.included.add(file.path().path()));
        reader.read(layers);
        if (reader.services == 0 && reader.included.size() == layers.size() && reader.images.isEmpty()) {
            throw new IOException("no services found: expected a compose file");
        }
        return List.copyOf(reader.images);
    }

    /** Reads files; each file, and each document in a file, overrides those before it. */
    private void read(List<ComposeFile> layers) {
        Map<String, List<ComposeNode>> byName = new LinkedHashMap<>();
        for (ComposeFile file : layers) {
            for (ComposeNode document : file.documents()) {
                document.elements("include").forEach(this::include);
                if (document.replacing().contains("services")) {
                    byName.clear();
                }
                document.get("services").ifPresent(all -> {
                    byName.keySet().removeAll(all.replacing());
                    all.entries()
                            .forEach((name, node) -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(0, node));
                });
            }
        }
        byName.forEach((name, definitions) -> {
            if (++services <= MAX_SERVICES) {
                service(name, definitions);
            } else if (services == MAX_SERVICES + 1) {
                unknown(
                        definitions.get(0).at("services"),
                        "(rest of the file)",
                        "the file contains more than " + MAX_SERVICES + " services",
                        "split the file");
            }
        });
    }

    private void include(ComposeNode node) {
        ImageLocation location = node.at("include");
        for (ComposeNode path : node.isMapping() ? node.elements("path") : List.of(node)) {
            Expansion value = path.value();
            if (!value.isKnown()) {
                images.add(NamedImage.of(value, location));
            } else if (ComposePath.isRemote(value.text())) {
                unknown(location, value.text(), "the included file is remote and was not read", "include a local file");
            } else {
                include(value.text(), node, location);
            }
        }
    }

    private void include(String path, ComposeNode node, ImageLocation location) {
        if (included.size() >= MAX_FILES) {
            unknown(location, path, "more than " + MAX_FILES + " files are included", "include fewer");
            return;
        }
        try {
            ComposeFile file = node.file().include(path, node);
            if (included.add(file.path().path())) {
                read(List.of(file));
            }
        } catch (IOException e) {
            unknown(location, path, "cannot read the included file: " + e.getMessage(), "correct 'include'");
        }
    }

    private void service(String name, List<ComposeNode> definitions) {
        ImageLocation location = definitions.get(0).at("service " + name);
        ComposeLayers service;
        try {
            service = ComposeLayers.ofService(name, definitions);
        } catch (IOException e) {
            unknown(location, "(service " + name + ")", e.getMessage(), "correct 'extends'");
            return;
        }
        String what = "service " + name + profiles(service);
        service.get("image").filter(image -> !isOnlyBuilt(service)).ifPresent(image -> named(image, what));
        for (ComposeNode volume : service.elements("volumes")) {
            if (volume.get("type").filter(type -> hasText(type, "image")).isPresent()) {
                volume.get("source").ifPresent(source -> named(source, what + ", volume"));
            }
        }
        images.addAll(new ComposeBuild(service, what).images());
    }

    /** Returns whether {@code image} is only the name of the build result and is never pulled. */
    private static boolean isOnlyBuilt(ComposeLayers service) {
        return service.get("build").isPresent()
                && service.get("pull_policy")
                        .filter(policy -> hasText(policy, "build"))
                        .isPresent();
    }

    private static boolean hasText(ComposeNode node, String text) {
        return node.value().text().equals(text);
    }

    private static String profiles(ComposeLayers service) {
        List<String> names = service.elements("profiles").stream()
                .map(profile -> profile.value().text())
                .toList();
        return names.isEmpty() ? "" : " (profiles " + String.join(", ", names) + ")";
    }

    private void named(ComposeNode image, String what) {
        if (image.node() instanceof ScalarNode) {
            images.add(NamedImage.of(image.value(), image.at(what)));
        } else {
            unknown(image.at(what), "(" + what + ")", "invalid image: expected a string", "correct it");
        }
    }

    private void unknown(ImageLocation location, String text, String obstacle, String remedy) {
        images.add(NamedImage.unknown(text, location, obstacle, remedy));
    }
}
