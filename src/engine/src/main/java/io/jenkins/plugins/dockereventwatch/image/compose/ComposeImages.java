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
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

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

    private final SourceFiles files;
    private final List<NamedImage> images = new ArrayList<>();
    private final Set<Path> included = new HashSet<>();
    private int services;

    private ComposeImages(SourceFiles files) {
        this.files = files;
    }

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
        ComposeImages reader = new ComposeImages(files);
        Path first = composeFiles.get(0);
        ComposeFile root = ComposeFile.read(files, folder.resolve(first).normalize(), first.toString(), environment);
        List<ComposeFile> layers = new ArrayList<>(List.of(root));
        for (Path overlay : composeFiles.subList(1, composeFiles.size())) {
            layers.add(root.overlaid(folder.resolve(overlay).normalize(), overlay.toString()));
        }
        layers.forEach(file -> reader.included.add(file.path()));
        reader.read(layers);
        if (reader.services == 0 && reader.included.size() == layers.size() && reader.images.isEmpty()) {
            throw new IOException("no services found: expected a compose file");
        }
        return List.copyOf(reader.images);
    }

    /** Reads files; each file, and each document in a file, overrides those before it. */
    private void read(List<ComposeFile> layers) {
        Map<String, List<ComposeService.Part>> byName = new LinkedHashMap<>();
        for (ComposeFile file : layers) {
            for (MappingNode document : file.documents()) {
                for (Node include : ComposeYaml.elements(ComposeYaml.get(document, "include"))) {
                    include(file, include);
                }
                if (ComposeYaml.replaces(document, "services")) {
                    byName.clear();
                }
                if (ComposeYaml.get(document, "services") instanceof MappingNode all) {
                    byName.keySet().removeAll(ComposeYaml.replacing(all));
                    ComposeYaml.entries(all)
                            .forEach((name, node) -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                                    .add(0, new ComposeService.Part(file, node)));
                }
            }
        }
        byName.forEach((name, parts) -> {
            if (++services <= MAX_SERVICES) {
                service(name, parts);
            } else if (services == MAX_SERVICES + 1) {
                ComposeService.Part part = parts.get(0);
                unknown(
                        part.file().at(part.node(), "services"),
                        "(rest of the file)",
                        "the file contains more than " + MAX_SERVICES + " services",
                        "split the file");
            }
        });
    }

    private void include(ComposeFile from, Node node) {
        Node paths = node instanceof MappingNode mapping ? ComposeYaml.get(mapping, "path") : node;
        ImageLocation location = from.at(node, "include");
        for (Node path : ComposeYaml.elements(paths)) {
            Expansion value = from.value(path);
            if (!value.isKnown()) {
                images.add(NamedImage.of(value, location));
            } else if (RemoteSource.isRemote(value.text())) {
                unknown(location, value.text(), "the included file is remote and was not read", "include a local file");
            } else {
                include(from, value.text(), node, location);
            }
        }
    }

    private void include(ComposeFile from, String path, Node node, ImageLocation location) {
        if (included.size() >= MAX_FILES) {
            unknown(location, path, "more than " + MAX_FILES + " files are included", "include fewer");
            return;
        }
        try {
            ComposeFile file = from.include(path, node);
            if (included.add(file.path())) {
                read(List.of(file));
            }
        } catch (IOException e) {
            unknown(location, path, "cannot read the included file: " + e.getMessage(), "correct 'include'");
        }
    }

    private void service(String name, List<ComposeService.Part> parts) {
        ImageLocation location = parts.get(0).file().at(parts.get(0).node(), "service " + name);
        ComposeService service;
        try {
            service = ComposeService.of(name, parts);
        } catch (IOException e) {
            unknown(location, "(service " + name + ")", e.getMessage(), "correct 'extends'");
            return;
        }
        String what = "service " + name + profiles(service);
        service.get("image").filter(image -> !service.isOnlyBuilt()).ifPresent(image -> named(image, what));
        for (ComposeService.Part volume : service.elements("volumes")) {
            if (volume.node() instanceof MappingNode mapping && isImage(volume.file(), mapping)) {
                Node source = ComposeYaml.get(mapping, "source");
                if (source != null) {
                    named(new ComposeService.Part(volume.file(), source), what + ", volume");
                }
            }
        }
        images.addAll(new ComposeBuild(files, service, what).images());
    }

    private static boolean isImage(ComposeFile file, MappingNode volume) {
        Node type = ComposeYaml.get(volume, "type");
        return type instanceof ScalarNode && file.value(type).text().equals("image");
    }

    private static String profiles(ComposeService service) {
        List<String> names = service.elements("profiles").stream()
                .map(profile -> profile.value().text())
                .toList();
        return names.isEmpty() ? "" : " (profiles " + String.join(", ", names) + ")";
    }

    private void named(ComposeService.Part part, String what) {
        ImageLocation location = part.file().at(part.node(), what);
        if (part.node() instanceof SequenceNode || part.node() instanceof MappingNode) {
            unknown(location, "(" + what + ")", "invalid image: expected a string", "correct it");
            return;
        }
        images.add(NamedImage.of(part.value(), location));
    }

    private void unknown(ImageLocation location, String text, String obstacle, String remedy) {
        images.add(NamedImage.unknown(text, location, obstacle, remedy));
    }
}
