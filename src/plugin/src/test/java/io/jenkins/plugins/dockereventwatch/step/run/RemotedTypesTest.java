package io.jenkins.plugins.dockereventwatch.step.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.run.RunEnding;
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
