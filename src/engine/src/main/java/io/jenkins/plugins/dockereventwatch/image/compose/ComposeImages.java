package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
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
 * Finds the images that a compose file names: of services, whatever their profile, of what they extend and include, of
 * their builds' Dockerfiles, and of volumes that are images. Variables come from the environment, then from
 * {@code .env}; what cannot be known is said to be so, and never left out.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/">Compose file reference</a>
 */
public final class ComposeImages {

    private static final int MOST_FILES = 100;
    private static final int MOST_SERVICES = 5_000;

    private final SourceFiles files;
    private final List<NamedImage> images = new ArrayList<>();
    private final Set<Path> included = new HashSet<>();
    private int services;

    private ComposeImages(SourceFiles files) {
        this.files = files;
    }

    /**
     * Reads a compose file and those it includes, or several that are laid over each other, as by
     * {@code docker compose -f ONE -f ANOTHER}.
     *
     * @param files what may be read
     * @param composeFiles the compose files, as their user names them, at least one; paths in all of them are relative to
     *     the first, and so is {@code .env}
     * @param folder where {@code composeFiles} are relative to
     * @param environment variables, which come before those of {@code .env}
     * @throws IOException if a file cannot be read, or there are no services; the message says why
     * @see <a href="https://docs.docker.com/reference/compose-file/merge/">Compose: merge</a>
     */
    public static List<NamedImage> read(
            SourceFiles files, List<Path> composeFiles, Path folder, Map<String, String> environment)
            throws IOException {
        ComposeImages reader = new ComposeImages(files);
        Path first = composeFiles.get(0);
        ComposeFile root = ComposeFile.read(files, folder.resolve(first).normalize(), first.toString(), environment);
        List<ComposeFile> laidOver = new ArrayList<>(List.of(root));
        for (Path overlay : composeFiles.subList(1, composeFiles.size())) {
            laidOver.add(root.overlaid(folder.resolve(overlay).normalize(), overlay.toString()));
        }
        laidOver.forEach(file -> reader.included.add(file.path()));
        reader.read(laidOver);
        if (reader.services == 0 && reader.included.size() == laidOver.size() && reader.images.isEmpty()) {
            throw new IOException("it has no services; is it a compose file?");
        }
        return List.copyOf(reader.images);
    }

    /** Reads files of which each is laid over those before it, and so is each document of a file. */
    private void read(List<ComposeFile> laidOver) {
        Map<String, List<ComposeService.Part>> byName = new LinkedHashMap<>();
        for (ComposeFile file : laidOver) {
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
            if (++services <= MOST_SERVICES) {
                service(name, parts);
            } else if (services == MOST_SERVICES + 1) {
                ComposeService.Part part = parts.get(0);
                unknown(
                        part.file().at(part.node(), "services"),
                        "(rest of the file)",
                        "it has more than " + MOST_SERVICES + " services",
                        "split it");
            }
        });
    }

    private void include(ComposeFile from, Node node) {
        Node paths = node instanceof MappingNode mapping ? ComposeYaml.get(mapping, "path") : node;
        ImageLocation location = from.at(node, "include");
        for (Node path : ComposeYaml.elements(paths)) {
            ComposeValue value = from.value(path);
            if (!value.obstacle().isEmpty()) {
                unknown(location, value.text(), value.obstacle(), value.remedy());
            } else if (RemoteSource.isRemote(value.text())) {
                unknown(
                        location,
                        value.text(),
                        "what it includes lies elsewhere and was not read",
                        "include a file of this folder");
            } else {
                include(from, value.text(), node, location);
            }
        }
    }

    private void include(ComposeFile from, String path, Node node, ImageLocation location) {
        if (included.size() >= MOST_FILES) {
            unknown(location, path, "there are more than " + MOST_FILES + " files", "include fewer");
            return;
        }
        try {
            ComposeFile file = from.include(path, node);
            if (included.add(file.path())) {
                read(List.of(file));
            }
        } catch (IOException e) {
            unknown(location, path, "the included file: " + e.getMessage(), "mend the include");
        }
    }

    private void service(String name, List<ComposeService.Part> parts) {
        ImageLocation location = parts.get(0).file().at(parts.get(0).node(), "service " + name);
        ComposeService service;
        try {
            service = ComposeService.of(name, parts);
        } catch (IOException e) {
            unknown(location, "(service " + name + ")", e.getMessage(), "mend 'extends'");
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
                .map(profile -> profile.file().value(profile.node()).text())
                .toList();
        return names.isEmpty() ? "" : " (profiles " + String.join(", ", names) + ")";
    }

    private void named(ComposeService.Part part, String what) {
        ImageLocation location = part.file().at(part.node(), what);
        if (part.node() instanceof SequenceNode || part.node() instanceof MappingNode) {
            unknown(location, "(" + what + ")", "an image is a text", "mend it");
            return;
        }
        ComposeValue value = part.file().value(part.node());
        images.add(
                value.obstacle().isEmpty()
                        ? NamedImage.of(value.text(), location)
                        : NamedImage.unknown(value.text(), location, value.obstacle(), value.remedy()));
    }

    private void unknown(ImageLocation location, String text, String obstacle, String remedy) {
        images.add(NamedImage.unknown(text, location, obstacle, remedy));
    }
}
