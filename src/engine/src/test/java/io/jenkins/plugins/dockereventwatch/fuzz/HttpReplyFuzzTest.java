package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.notify.BoundedHttpClient;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;

/** What a server replies to a webhook. */
@Timeout(10)
class HttpReplyFuzzTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final BoundedHttpClient CLIENT = new BoundedHttpClient(new TransportTimeouts(LIMIT, LIMIT, LIMIT));

    @FuzzTest
    void readsOrRejects(byte[] reply) throws Exception {
        try (ReplyingServer server = new ReplyingServer(reply)) {
            BoundedHttpClient.Response response =
                    CLIENT.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/")));
            assertThat(response.body()).hasSizeLessThanOrEqualTo(BoundedHttpClient.LONGEST_BODY);
        } catch (IOException e) {
            assertThat(e).hasMessageMatching("(?s).{0,2000}");
        }
    }
}
