package io.jenkins.plugins.dockereventwatch.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceRequestsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Store store;
    private SilenceRepository book;
    private SilenceRequests requests;

    @BeforeEach
    void open() throws IOException {
        store = Store.open(new StateLocation.Memory());
        book = new SilenceRepository(store, Clock.systemUTC());
        requests = new SilenceRequests(folder, PATIENCE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void addsListsAndEndsSilences() throws Exception {
        Silence silence = new Silence(
                0,
                List.of(new Condition(
                        new FieldPath("Actor.Attributes.name"),
                        Condition.Operator.EQUALS,
                        Condition.Quantifier.ANY,
                        List.of("mysql"))),
                Clock.systemUTC().instant(),
                Clock.systemUTC().instant().plusSeconds(3600),
                "upgrade",
                "ops");

        long id = served(() -> requests.add(silence));
        List<Silence> listed = served(requests::list);

        assertThat(listed).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(id);
            assertThat(one.matchers()).isEqualTo(silence.matchers());
            assertThat(one.reason()).isEqualTo("upgrade");
        });
        assertThat(served(() -> requests.end(id))).isTrue();
        assertThat(served(() -> requests.end(id))).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void deletesUnansweredRequest() {
        SilenceRequests unanswered = new SilenceRequests(folder, Duration.ofMillis(100));

        assertThatThrownBy(unanswered::list)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No answer from the watch");

        assertThat(files()).isEmpty();
    }

    @Test
    void deletesInvalidRequests() throws Exception {
        Path silences = Files.createDirectories(folder.resolve("silences"));
        Files.writeString(silences.resolve("a.request"), "no JSON");
        Files.writeString(silences.resolve("b.request"), "{\"do\":\"something else\"}");

        assertThat(served(requests::list)).isEmpty();

        assertThat(files()).isEmpty();
    }

    private interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    /** Asks, and has the watch serve what is asked once it is there. */
    private <T> T served(Question<T> question) throws InterruptedException, ExecutionException {
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return question.ask();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(PATIENCE).until(() -> {
            requests.serve(book);
            return answer.isDone();
        });
        return answer.get();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder.resolve("silences"))) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
