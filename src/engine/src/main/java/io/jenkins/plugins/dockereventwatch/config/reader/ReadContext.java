package io.jenkins.plugins.dockereventwatch.config.reader;

import io.jenkins.plugins.dockereventwatch.config.yaml.Placeholders;
import io.jenkins.plugins.dockereventwatch.config.yaml.Problems;
import io.jenkins.plugins.dockereventwatch.config.yaml.YamlReader;
import io.jenkins.plugins.dockereventwatch.template.eval.GoTemplateEngine;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * What the readers of the parts of one file share.
 *
 * @param folder the base of relative paths
 * @param files collects the files that are read or looked for
 * @param engine compiles templates; empty: lenient mode, in which no other file, template or variable is available
 */
record ReadContext(
        Path folder, Set<Path> files, Problems problems, Placeholders placeholders, Optional<GoTemplateEngine> engine) {

    static ReadContext strict(Path file, Map<String, String> environment, GoTemplateEngine engine) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("/"));
        Set<Path> files = new HashSet<>(Set.of(file));
        Problems problems = new Problems(file);
        Placeholders placeholders = Placeholders.of(environment, folder, files, problems);
        return new ReadContext(folder, files, problems, placeholders, Optional.of(engine));
    }

    static ReadContext lenient(Path file) {
        Problems problems = new Problems(file);
        return new ReadContext(
                Path.of(""), new HashSet<>(), problems, Placeholders.unavailable(problems), Optional.empty());
    }

    boolean isLenient() {
        return engine.isEmpty();
    }

    /**
     * Reads a part that is not used without one of its values.
     *
     * @param what the part, for the message that it is not imported
     * @return empty: it has problems
     */
    <T> Optional<T> complete(ScalarNode key, String what, Supplier<Optional<T>> reader) {
        int before = problems.count();
        Optional<T> read = reader.get();
        if (problems.count() == before) {
            return read;
        }
        if (isLenient()) {
            problems.add(key, what + " is not imported: it has problems");
        }
        return Optional.empty();
    }

    YamlReader yaml() {
        return new YamlReader(problems, Optional.of(placeholders));
    }
}
