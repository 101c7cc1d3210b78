package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
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

    @DictionaryEntries({
        "HTTP/1.1 ",
        "HTTP/2 ",
        "Content-Length: ",
        "Transfer-Encoding: chunked\\x0D\\x0A",
        "\\x0D\\x0A\\x0D\\x0A",
        "Connection: close",
        "Upgrade: h2c",
        "100 Continue",
        "101 ",
        "204 ",
        "304 ",
        "407 Proxy Authentication Required",
        "WWW-Authenticate: Basic",
        "7fffffffffffffff",
        "0\\x0D\\x0A\\x0D\\x0A"
    })
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
