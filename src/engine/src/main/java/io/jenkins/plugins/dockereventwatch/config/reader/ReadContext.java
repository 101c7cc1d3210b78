package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.Scalars;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlNodes;
import io.jenkins.plugins.dockereventwatch.template.TemplateEngine;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the readers of the parts of one file share.
 *
 * @param folder the base of relative paths
 * @param files collects the files that are read or looked for
 * @param templates compiles templates; empty: lenient mode, in which no other file, template or variable is available
 */
record ReadContext(
        Path folder, Set<Path> files, Problems problems, Placeholders placeholders, Optional<TemplateFiles> templates) {

    static ReadContext strict(Path file, Map<String, String> environment, TemplateEngine engine) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Set<Path> files = new HashSet<>(Set.of(file));
        Problems problems = new Problems(file);
        return new ReadContext(
                folder,
                files,
                problems,
                Placeholders.of(environment, folder, files, problems),
                Optional.of(new TemplateFiles(folder, engine, files, problems)));
    }

    static ReadContext lenient(Path file) {
        Problems problems = new Problems(file);
        return new ReadContext(
                Path.of(""), new HashSet<>(), problems, Placeholders.unavailable(problems), Optional.empty());
    }

    boolean isLenient() {
        return templates.isEmpty();
    }

    Path file() {
        return problems.file();
    }

    YamlNodes nodes() {
        return new YamlNodes(problems);
    }

    Scalars scalars() {
        return new Scalars(problems, placeholders);
    }
}
