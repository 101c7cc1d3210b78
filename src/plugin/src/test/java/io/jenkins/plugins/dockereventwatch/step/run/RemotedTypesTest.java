package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.run.RegistryCredentials;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
import io.jenkins.plugins.dockereventwatch.run.RunKey;
import io.jenkins.plugins.dockereventwatch.run.RunOwner;
import io.jenkins.plugins.dockereventwatch.run.limit.ContainerCommand;
import io.jenkins.plugins.dockereventwatch.run.limit.LimitPolicy;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOption;
import io.jenkins.plugins.dockereventwatch.run.limit.RunOptions;
import io.jenkins.plugins.dockereventwatch.run.limit.RunRequest;
import io.jenkins.plugins.dockereventwatch.step.container.AgentContainer;
import io.jenkins.plugins.dockereventwatch.step.container.AgentDocker;
import io.jenkins.plugins.dockereventwatch.step.container.ExecInContainer;
import io.jenkins.plugins.dockereventwatch.step.container.KillInContainer;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Jenkins takes from agents, and reads from the files of Pipelines, only objects of types that it knows or is told of;
 * those of a plugin's libraries it must be told of.
 */
class RemotedTypesTest {

    private static final Path FILTER = Path.of("src/main/resources/META-INF/hudson.remoting.ClassFilter");
    private static final String OURS = "io.jenkins.plugins.dockereventwatch.";
    private static final List<Class<?>> ROOTS = List.of(
            NamedImage.class,
            CreateRun.class,
            CreateRun.Created.class,
            ExecInContainer.class,
            FollowRun.class,
            KillInContainer.class,
            RunEnding.class,
            BuildRunOwner.RemoveOrphans.class,
            RemoveRun.class,
            RunProgress.class,
            RunProgress.Piece.class,
            StepRequest.class);

    @Test
    void filterListsExactlyTheRemotedTypes() throws IOException {
        Set<Class<?>> seen = new HashSet<>();
        ROOTS.forEach(root -> add(root, seen));
        Set<String> ofTheEngine = new TreeSet<>();
        for (Class<?> type : seen) {
            if (type.getName().startsWith(OURS) && !isOfThePlugin(type)) {
                ofTheEngine.add(type.getName());
            }
        }

        assertThat(Files.readAllLines(FILTER)).containsExactlyElementsOf(ofTheEngine);
    }

    @Test
    void callablesPrintNoSecrets() {
        Map<String, String> environment = Map.of("DOCKER_TOKEN", "hunter2");
        AgentDocker docker = new AgentDocker(environment);
        AgentContainer container = new AgentContainer(docker, "c80a");
        RunOptions options = RunOptions.NONE.with(RunOption.ENV, "TOKEN=hunter2");
        RunRequest request = new RunRequest("busybox", List.of("--token", "hunter2"), options, false, false);
        ContainerCommand command =
                new ContainerCommand(List.of("echo", "hunter2"), null, List.of("TOKEN=hunter2"), null, false, false);

        assertThat(List.of(
                        new CreateRun(
                                docker,
                                request,
                                LimitPolicy.BUILT_IN,
                                RunOwner.build("jenkins", "job", 1, Map.of(), RunKey.random()),
                                new RegistryCredentials("user", "hunter2", ""),
                                new CreateRun.AgentContext(environment, "/workspace", null)),
                        new StepRequest(request, "credentials", StepRequest.ReturnValue.NOTHING),
                        new ExecInContainer(container, command, null, null, null),
                        new KillInContainer(container, environment)))
                .allSatisfy(callable -> assertThat(callable).asString().doesNotContain("hunter2"));
    }

    private static boolean isOfThePlugin(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .equals(CreateRun.class.getProtectionDomain().getCodeSource());
    }

    private static void add(Type type, Set<Class<?>> seen) {
        if (type instanceof ParameterizedType parameterized) {
            for (Type argument : parameterized.getActualTypeArguments()) {
                add(argument, seen);
            }
            add(parameterized.getRawType(), seen);
        } else if (type instanceof Class<?> plain && seen.add(plain) && plain.isRecord()) {
            for (RecordComponent component : plain.getRecordComponents()) {
                add(component.getGenericType(), seen);
            }
        }
    }
}
