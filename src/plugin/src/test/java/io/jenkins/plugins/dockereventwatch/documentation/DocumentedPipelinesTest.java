package io.jenkins.plugins.dockereventwatch.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each Pipeline of the documentation is run by Groovy, with the plugin's own steps: none can drift from the code. */
class DocumentedPipelinesTest {

    private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^( *)```groovy\\n(.*?)^ *```$");

    private OurSteps ours;

    /**
     * An example.
     *
     * @param place file and number
     * @param text the Pipeline
     */
    record Example(String place, String text) {
        @Override
        public String toString() {
            return place;
        }
    }

    @BeforeEach
    void findSteps() throws IOException, ReflectiveOperationException {
        ours = new OurSteps();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleUsesExistingStepsAndArguments(Example example) {
        assertThat(ours.names()).containsAll(run(example.text()));
    }

    @Test
    void everyStepHasAnExample() throws IOException {
        TreeSet<String> shown = new TreeSet<>();
        examples().forEach(example -> shown.addAll(run(example.text())));

        assertThat(shown).containsExactlyElementsOf(ours.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkImageSource imags: ['mysql']",
                "checkImageSource images: 'mysql'",
                "checkImageSource images: ['mysql'], onViolation: 'ignore'",
                "checkImageSource(images: ['mysql'])[0].verdikt",
                "checkImageSource(images: ['mysql']) { }",
                "checkImageSources images: ['mysql']",
                "pipeline { agent any; stages { stage('x') { steps { checkImageSource dockerfil: 'Dockerfile' } } } }"
            })
    void rejectsUnknownStepsAndArguments(String pipeline) {
        assertThatThrownBy(() -> run(pipeline)).isInstanceOf(AssertionError.class);
    }

    /** Of the plugin Docker Pipeline. */
    public static final class DockerPipeline {

        /** As there. */
        public DockerPipeline image(String name) {
            return this;
        }

        /** As there; the container is what the block gets. */
        public void withRun(String arguments, Closure<?> block) {
            block.call(Map.of("id", "container"));
        }
    }

    private List<String> run(String pipeline) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(PipelineScript.class.getName());
        Binding names = new Binding();
        Map.of(
                        "any",
                        "any",
                        "none",
                        "none",
                        "env",
                        Map.of(),
                        "scm",
                        "scm",
                        "params",
                        Map.of(),
                        "docker",
                        new DockerPipeline())
                .forEach(names::setVariable);
        PipelineScript script =
                (PipelineScript) new GroovyShell(getClass().getClassLoader(), names, configuration).parse(pipeline);
        script.with(ours).run();
        return script.made();
    }

    static List<Example> examples() throws IOException {
        List<Example> examples = new ArrayList<>();
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher found = EXAMPLE.matcher(Files.readString(page));
            int number = 1;
            while (found.find()) {
                examples.add(new Example(ROOT.relativize(page) + " " + number++, found.group(2)));
            }
        }
        assertThat(examples).isNotEmpty();
        return examples;
    }
}
