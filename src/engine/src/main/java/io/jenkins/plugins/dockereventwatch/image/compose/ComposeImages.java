package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
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
     * Reads a compose file and those it includes.
     *
     * @param files what may be read
     * @param file the compose file, as its user names it
     * @param folder where {@code file} is relative to
     * @param environment variables, which come before those of {@code .env}
     * @throws IOException if the file cannot be read, or is no compose file; the message says why
     */
    public static List<NamedImage> read(SourceFiles files, Path file, Path folder, Map<String, String> environment)
            throws IOException {
        ComposeImages reader = new ComposeImages(files);
        ComposeFile root = ComposeFile.read(files, folder.resolve(file).normalize(), file.toString(), environment);
        reader.included.add(root.path());
        reader.read(root);
        if (reader.services == 0 && reader.included.size() == 1 && reader.images.isEmpty()) {
            throw new IOException("it has no services; is it a compose file?");
        }
        return List.copyOf(reader.images);
    }

    private void read(ComposeFile file) {
        for (MappingNode document : file.documents()) {
            for (Node include : ComposeYaml.elements(ComposeYaml.get(document, "include"))) {
                include(file, include);
            }
            if (ComposeYaml.get(document, "services") instanceof MappingNode all) {
                ComposeYaml.entries(all).forEach((name, node) -> {
                    if (++services <= MOST_SERVICES) {
                        service(file, name, node);
                    } else if (services == MOST_SERVICES + 1) {
                        unknown(
                                file.at(node, "services"),
                                "(rest of the file)",
                                "it has more than " + MOST_SERVICES + " services",
                                "split it");
                    }
                });
            }
        }
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
                read(file);
            }
        } catch (IOException e) {
            unknown(location, path, "the included file: " + e.getMessage(), "mend the include");
        }
    }

    private void service(ComposeFile file, String name, Node node) {
        ImageLocation location = file.at(node, "service " + name);
        ComposeService service;
        try {
            service = ComposeService.of(file, name, node);
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
