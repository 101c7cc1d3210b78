package io.jenkins.plugins.dockereventwatch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HostConfig;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.AlertContext;
import io.jenkins.plugins.dockereventwatch.alert.BuildClaims;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.docker.DockerEngine;
import io.jenkins.plugins.dockereventwatch.docker.WithDocker;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.outbox.HostCursor;
import io.jenkins.plugins.dockereventwatch.retry.RetryPolicy;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Rule;
import io.jenkins.plugins.dockereventwatch.rule.RuleSet;
import io.jenkins.plugins.dockereventwatch.watch.container.ContainerContextCache;
import io.jenkins.plugins.dockereventwatch.watch.container.LogRedactor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What alerts know of containers on a real engine. */
@WithDocker
class ContainerContextCacheTest {

    private static final String[] ENVIRONMENT = {
        "BUILD_URL=https://ci.example.org/job/phone-book/42/", "JOB_NAME=phone-book", "BUILD_NUMBER=42", "NODE_NAME=a"
    };
    private static final BuildReference BUILD = new BuildReference(
            Optional.of("https://ci.example.org/job/phone-book/42/"),
            "phone-book",
            42,
            Optional.of("a"),
            Optional.empty());
    private static final WatchTimeouts TIMES = new WatchTimeouts(
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            new RetryPolicy(Duration.ofMillis(50), Duration.ofMillis(200), RetryPolicy.FOREVER));

    private final List<Alert> alerts = new CopyOnWriteArrayList<>();
    private final List<String> containers = new CopyOnWriteArrayList<>();
    private ContainerContextCache contexts;
    private HostWatch watch;
    private DockerEngine engine;

    @AfterEach
    void stop() {
        watch.close();
        contexts.close();
        containers.forEach(engine::remove);
    }

    @Nested
    class BuildOfContainer {

        @Test
        void readsBuildOfRemovedContainer(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);

            String id = run(
                    "removes-itself",
                    "exit 1",
                    create -> create.withEnv(ENVIRONMENT)
                            .withHostConfig(HostConfig.newHostConfig()
                                    .withNetworkMode("none")
                                    .withAutoRemove(true)));

            assertThat(build(id, "die")).isEqualTo(BUILD);
            assertThat(build(id, "destroy")).isEqualTo(BUILD);
        }

        @Test
        void readsBuildOfRunningContainer(DockerEngine shared) {
            engine = shared;
            String id = run("before", "trap 'exit 1' TERM; sleep 60 & wait", create -> create.withEnv(ENVIRONMENT));
            watch(shared, LogRedactor.NONE);

            engine.client().stopContainerCmd(id).exec();

            assertThat(build(id, "die")).isEqualTo(BUILD);
        }

        @Test
        void prefersLabelsToEnvironment(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);
            Map<String, String> labels = BuildClaims.labels(
                    new BuildReference(Optional.empty(), "folder/other", 7, Optional.empty(), Optional.of("Ada")));

            String id = run(
                    "labelled", "exit 1", create -> create.withEnv(ENVIRONMENT).withLabels(labels));

            assertThat(build(id, "die"))
                    .isEqualTo(new BuildReference(
                            Optional.empty(), "folder/other", 7, Optional.empty(), Optional.of("Ada")));
        }

        @Test
        void reportsNoBuildWithoutClaim(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);

            String id = run("of-nobody", "exit 1", create -> create);

            assertThat(alert(id, "die").context()).isEqualTo(AlertContext.NONE);
        }
    }

    @Nested
    class LogExcerpts {

        @Test
        void addsLogExcerpt(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);

            String id = run(
                    "talks",
                    "i=0; while [ $i -lt 30 ]; do i=$((i+1)); echo line $i; done; echo; printf '\\033[31mred\\033[0m' >&2; exit 1",
                    create -> create);

            List<String> lines = alert(id, "die").context().logLines();
            assertThat(lines).hasSize(20).endsWith("line 30", "red").startsWith("line 12");
        }

        @Test
        void addsLogExcerptOfTerminal(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);

            String id = run("terminal", "echo one; echo two; exit 1", create -> create.withTty(true));

            assertThat(alert(id, "die").context().logLines()).containsExactly("one", "two");
        }

        @Test
        void limitsLogExcerpt(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);

            String id = run(
                    "shouts",
                    "i=0; x=x; while [ $i -lt 12 ]; do i=$((i+1)); x=$x$x; done; j=0; while [ $j -lt 100 ]; do j=$((j+1)); echo $x;"
                            + " done; echo the end; exit 1",
                    create -> create);

            List<String> lines = alert(id, "die").context().logLines();
            assertThat(lines).hasSizeBetween(2, 20).endsWith("the end").allMatch(line -> line.length() <= 400);
        }

        @Test
        void masksSecretsOfBuild(DockerEngine shared) {
            watch(
                    shared,
                    (build, text) ->
                            text.replace("s3cret\nkey of " + build.orElseThrow().job(), "****"));

            String id = run(
                    "tells-secrets",
                    "echo before; echo s3cret; echo key of phone-book; exit 1",
                    create -> create.withEnv(ENVIRONMENT));

            assertThat(alert(id, "die").context().logLines()).containsExactly("before", "****");
        }

        @Test
        void omitsLogIfMaskingFails(DockerEngine shared) {
            watch(shared, (build, text) -> {
                throw new IllegalStateException("intended error");
            });

            String id = run("unmasked", "echo s3cret; exit 1", create -> create.withEnv(ENVIRONMENT));

            assertThat(alert(id, "die").context().logLines()).isEmpty();
            assertThat(build(id, "die")).isEqualTo(BUILD);
        }
    }

    @Nested
    class OutOfMemory {

        @Test
        void detectsOutOfMemory(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);

            String id = run(
                    "greedy",
                    "tail /dev/zero; exit $?",
                    create -> create.withHostConfig(HostConfig.newHostConfig()
                            .withNetworkMode("none")
                            .withMemory(16L << 20)
                            .withMemorySwap(16L << 20)));

            assertThat(alert(id, "die").context().outOfMemory()).isTrue();
        }

        @Test
        void signalIsNotOutOfMemory(DockerEngine shared) {
            watch(shared, LogRedactor.NONE);
            String id = run("killed", "sleep 60", create -> create);

            engine.client().killContainerCmd(id).exec();

            assertThat(alert(id, "die").event().attribute("exitCode")).isEqualTo("137");
            assertThat(alert(id, "die").context().outOfMemory()).isFalse();
        }
    }

    /** The build that an alert names, whose container must have been created just now. */
    private BuildReference build(String id, String action) {
        Alert alert = alert(id, action);
        BuildReference build = alert.context().build().orElseThrow();
        assertThat(build.containerCreated().orElseThrow())
                .isBetween(
                        alert.event().time().minus(Duration.ofMinutes(2)),
                        alert.event().time());
        return new BuildReference(build.url(), build.job(), build.number(), build.node(), build.startedBy());
    }

    private void watch(DockerEngine on, LogRedactor mask) {
        engine = on;
        contexts =
                new ContainerContextCache("test", mask, Clock.systemUTC(), Duration.ofSeconds(10), new WorkerErrors());
        RuleSet rules = RuleSet.of(List.of(new Rule(
                "ends",
                List.of(new Condition(
                        new FieldPath("Action"),
                        Condition.Operator.EQUALS,
                        Condition.Quantifier.ANY,
                        List.of("die", "destroy"))),
                List.of(),
                List.of("n"))));
        // As config.yml has it: what tells of builds is not among what is asked for.
        EventFilters filters = new EventFilters(Map.of("event", List.of("die", "destroy")));
        PendingAlerts pending = new PendingAlerts(
                "test", contexts, ContextResolver.NONE, HostCursor.NONE, alerts::add, new WorkerErrors());
        EventProcessor processor = new EventProcessor("test", filters, rules, pending::submit);
        watch = new HostWatch(
                on.host(),
                "test",
                filters,
                TIMES,
                Clock.systemUTC(),
                new ProcessingListener(HostCursor.NONE, new WorkerErrors(), contexts, pending, processor::accept));
        watch.start();
        await().until(() -> watch.status().connected());
    }

    private String run(String name, String script, UnaryOperator<CreateContainerCmd> setUp) {
        String id = engine.run(name, "mysql:8.4", script, setUp);
        containers.add(id);
        return id;
    }

    private Alert alert(String id, String action) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> alerts.stream()
                                .filter(alert -> alert.event().actorId().equals(id)
                                        && alert.event().action().equals(action))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }
}
