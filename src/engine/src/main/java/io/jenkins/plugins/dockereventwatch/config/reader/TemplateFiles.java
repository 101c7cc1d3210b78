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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** Finds and compiles the templates that a configuration names. */
final class TemplateFiles {

    /** Where docker-events-notifier's image has its files; looked for beside config.yml too. */
    private static final Path CONTAINER_FOLDER = Path.of("/etc/docker-events-notifier");

    private final Path folder;
    private final TemplateEngine engine;
    private final Problems problems;
    private final Set<Path> files = new HashSet<>();

    TemplateFiles(Path folder, TemplateEngine engine, Problems problems) {
        this.folder = folder;
        this.engine = engine;
        this.problems = problems;
    }

    /** The files that were read or looked for. */
    Set<Path> files() {
        return files;
    }

    /** Compiles a template; empty after a complaint. */
    Optional<Template> read(Node node, String path) {
        Path file = folder.resolve(path).normalize();
        Path beside = beside(file);
        files.add(file);
        if (!Files.exists(file) && beside != null) {
            if (!Files.exists(beside)) {
                problems.add(node, "there is no template " + file + ", nor " + beside);
                return Optional.empty();
            }
            file = beside;
            files.add(file);
        }
        try {
            return Optional.of(engine.compile(file.getFileName().toString(), TextFile.read(file)));
        } catch (IOException e) {
            problems.add(node, "the template " + file + ": " + e.getMessage());
        } catch (TemplateException e) {
            problems.add(new Problem(file, e.line(), e.column(), e.getMessage()));
        }
        return Optional.empty();
    }

    private Path beside(Path file) {
        return file.startsWith(CONTAINER_FOLDER) && !file.equals(CONTAINER_FOLDER)
                ? folder.resolve(CONTAINER_FOLDER.relativize(file).toString())
                : null;
    }
}
