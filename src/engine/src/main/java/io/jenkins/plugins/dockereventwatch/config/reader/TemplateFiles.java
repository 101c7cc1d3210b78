package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Problem;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.TextFile;
import io.jenkins.plugins.dockereventwatch.template.Template;
import io.jenkins.plugins.dockereventwatch.template.TemplateEngine;
import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Finds and compiles templates. */
final class TemplateFiles {

    /** The folder in the image of docker-events-notifier; its files are also looked for next to config.yml. */
    private static final Path CONTAINER_FOLDER = Path.of("/etc/docker-events-notifier");

    private final Path folder;
    private final TemplateEngine engine;
    private final Set<Path> files;
    private final Problems problems;

    TemplateFiles(Path folder, TemplateEngine engine, Set<Path> files, Problems problems) {
        this.folder = folder;
        this.engine = engine;
        this.files = files;
        this.problems = problems;
    }

    /** Compiles a template; empty: it is missing or invalid. */
    Optional<Template> read(Node node, String path) {
        Path file = folder.resolve(path).normalize();
        files.add(file);
        if (!Files.exists(file) && file.startsWith(CONTAINER_FOLDER) && !file.equals(CONTAINER_FOLDER)) {
            Path local = folder.resolve(CONTAINER_FOLDER.relativize(file).toString());
            files.add(local);
            if (!Files.exists(local)) {
                problems.add(node, "No such template: " + file + " or " + local);
                return Optional.empty();
            }
            file = local;
        }
        try {
            return Optional.of(engine.compile(file.getFileName().toString(), TextFile.read(file)));
        } catch (IOException e) {
            problems.add(node, "Template " + file + ": " + e.getMessage());
        } catch (TemplateException e) {
            problems.add(new Problem(file, e.line(), e.column(), e.getMessage()));
        }
        return Optional.empty();
    }
}
