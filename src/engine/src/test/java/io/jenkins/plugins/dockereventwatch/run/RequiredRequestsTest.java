package io.jenkins.plugins.dockereventwatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.audit.ContainerAudit;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.RestrictingProxy;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.image.host.HostImages;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each feature works with the requests that docs/watching.md names, before a real engine; see also RestrictedEngineTest. */
@WithDocker
@Timeout(60)
class RequiredRequestsTest {

    private static final Path DOCUMENTATION = Path.of("..", "..", "docs", "watching.md");
    private static final Pattern REQUEST = Pattern.compile("`((?:GET|POST|DELETE) /[^`]+)`");

    @TempDir
    private Path folder;

    private DockerEngine engine;
    private String container;

    @BeforeEach
    void start(DockerEngine shared) {
        engine = shared;
        container = engine.run("required-requests", DockerEngine.IMAGE, "echo hello; sleep 600");
    }

    @AfterEach
    void remove() {
        engine.remove(container);
    }

    @Test
    void auditsContainers() throws Exception {
        try (RestrictingProxy proxy = allowing("`audit`");
                DockerConnection connection = connect(proxy)) {
            assertThat(new ContainerAudit(connection, engine.host())
                            .report(found -> {})
                            .containers())
                    .isPositive();
        }
    }

    @Test
    void checksImagesOfHost() throws Exception {
        try (RestrictingProxy proxy = allowing("`check-image --running` and `--local`");
                DockerConnection connection = connect(proxy)) {
            HostImages images = new HostImages(connection);

            assertThat(images.running()).isNotEmpty();
            assertThat(images.local()).isNotEmpty();
            assertThat(proxy.refused()).isEmpty();
        }
    }

    @Test
    void readsDetailsOfContainers() throws Exception {
        try (RestrictingProxy proxy = allowing("build by the container's environment", "lines of the log");
                DockerConnection connection = connect(proxy)) {
            assertThat(connection.containers()).isNotEmpty();
            assertThat(connection.container(container).path("Config").isObject())
                    .isTrue();
            assertThat(connection.lastLines(container, 5)).containsExactly("hello");
            assertThat(proxy.refused()).isEmpty();
        }
    }

    @Test
    void runsContainersAndSteps() throws Exception {
        try (RestrictingProxy proxy = allowing("limited run", "steps of a block");
                Runs runs = new Runs(proxy.host(), folder, ImageGate.OPEN)) {
            assertThat(runs.run(Runs.shell(Runs.options(), "echo out; exit 3")).out())
                    .isEqualTo("out\n");
            RunHandle run = runs.start(Runs.shell(Runs.options().with(RunOption.USER, "1:1"), "exec sleep 600"));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ContainerCommand command =
                    new ContainerCommand(List.of("/bin/sh", "-c", "busybox sort"), null, List.of(), null, true, false);
            InputStream input = new ByteArrayInputStream("b\na\n".getBytes());
            assertThat(runs.runs.exec(run.container(), command, input, out, out))
                    .isZero();
            assertThat(out).hasToString("a\nb\n");
            runs.runs.remove(run);
            assertThat(proxy.refused()).isEmpty();
        }
    }

    private static DockerConnection connect(RestrictingProxy proxy) throws IOException, InterruptedException {
        return DockerConnection.open(proxy.host(), Duration.ofSeconds(30));
    }

    /** A proxy that allows what the documentation names for the features, by the beginnings of their rows. */
    private RestrictingProxy allowing(String... features) throws IOException {
        List<String> requests = Stream.of(features)
                .flatMap(feature -> documented(feature).stream())
                .toList();
        return new RestrictingProxy(engine.host(), requests);
    }

    private static List<String> documented(String feature) {
        try {
            List<String> rows = Files.readAllLines(DOCUMENTATION).stream()
                    .filter(line -> line.startsWith("| " + feature))
                    .toList();
            assertThat(rows).as("rows of '%s'", feature).hasSize(1);
            return REQUEST.matcher(rows.get(0))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
