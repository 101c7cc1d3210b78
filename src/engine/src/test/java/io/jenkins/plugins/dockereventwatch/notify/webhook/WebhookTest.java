package io.jenkins.plugins.dockereventwatch.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.notify.webhook.WebhookNotifier.Encoding;
import io.jenkins.plugins.dockereventwatch.outbox.PendingMessage;
import io.jenkins.plugins.dockereventwatch.outbox.RateLimit;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {

    private record Post(String contentType, String body) {}

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private volatile int status = 200;
    private volatile String answer = "ok";
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posts.add(new Post(
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void postsJson() throws Exception {
        send(new Encoding.Json(), "{\"content\": \"{{.Actor.Attributes.name}} {{.Action}}\"}", "mysql");

        Post post = posts.take();
        assertThat(post.contentType()).isEqualTo("application/json");
        assertThat(post.body()).isEqualTo("{\"content\": \"mysql die\"}");
    }

    @Test
    void postsAForm() throws Exception {
        send(new Encoding.Form("payload"), "name={{.Actor.Attributes.name}} & more", "my \"sql\"");

        Post post = posts.take();
        assertThat(post.contentType()).isEqualTo("application/x-www-form-urlencoded");
        assertThat(post.body()).startsWith("payload=");
        assertThat(URLDecoder.decode(post.body().substring("payload=".length()), StandardCharsets.UTF_8))
                .isEqualTo("name=my \"sql\" & more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "quote \" and backslash \\",
                "\",\"admin\":true,\"x\":\"",
                "line\nbreak\ttab\u0000nul\u2028",
                "\\",
                "{{.eventJSON}}",
                "1}",
                "{\"a\":",
                "",
                "🐳 ü",
                "</script>"
            })
    void escapesValuesInJson(String name) throws Exception {
        String template = "{\n \"text\": \"a {{.Actor.Attributes.name}} b\",\n \"bare\": {{.Actor.Attributes.name}},\n"
                + " \"js\": \"{{js .Actor.Attributes.name}}\",\n \"quoted\": {{printf \"%q\" .Action}},\n"
                + " \"lines\": \"one\ntwo\",\n \"event\": {{.eventJSON}},\n \"none\": {{.missing}}\n}";

        for (Encoding encoding : new Encoding[] {new Encoding.Json(), new Encoding.Form("payload")}) {
            JsonNode json = new ObjectMapper()
                    .readTree(composed(encoding, template, name).body());

            assertThat(json).hasSize(7);
            assertThat(json.get("text").textValue()).isEqualTo("a " + name + " b");
            assertThat(json.get("bare").asText()).isEqualTo(name);
            assertThat(json.get("js").textValue()).isEqualTo(name);
            assertThat(json.get("quoted").textValue()).isEqualTo("die");
            assertThat(json.get("lines").textValue()).isEqualTo("one\ntwo");
            assertThat(json.at("/event/Actor/Attributes/name").textValue()).isEqualTo(name);
            assertThat(json.get("none").textValue()).isEqualTo("<no value>");
        }
    }

    @Test
    void rejectsTemplatesThatRenderDeeplyNestedJson() {
        assertThatThrownBy(() -> composed(new Encoding.Json(), "[".repeat(2_000) + "]".repeat(2_000), "x"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("does not render valid JSON")
                .hasMessageContaining("depth");
    }

    @Test
    void rejectsTemplatesThatRenderInvalidJson() {
        assertThatThrownBy(() -> composed(new Encoding.Json(), "{\"a\": }", "x"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("notifier 'n' does not render valid JSON")
                .hasMessageContaining("line 1, column 7");
    }

    @ParameterizedTest
    @CsvSource({"200, ", "204, ", "400, false", "404, false", "301, false", "429, true", "500, true", "503, true"})
    void retriesDependingOnTheStatus(int code, Boolean temporary) throws Exception {
        status = code;
        answer = code == 204 ? "" : "no such\r\nchannel";
        if (temporary == null) {
            send(new Encoding.Json(), "{}", "x");
            return;
        }
        assertThatThrownBy(() -> send(new Encoding.Json(), "{}", "x"))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        e -> assertThat(e.isTemporary()).isEqualTo(temporary))
                .hasMessage(
                        "http://127.0.0.1:" + server.getAddress().getPort() + " replies " + code + ": no such channel");
    }

    @Test
    void hidesTheUrlOfAnUnreachableServer() {
        server.stop(0);

        assertThatThrownBy(() -> send(new Encoding.Json(), "{}", "x"))
                .isInstanceOfSatisfying(
                        DeliveryException.class,
                        e -> assertThat(e.isTemporary()).isTrue())
                .hasMessageContaining("cannot connect to http://127.0.0.1:")
                .hasMessageNotContaining("T0KEN");
    }

    private void send(Encoding encoding, String template, String name) throws DeliveryException {
        new WebhookTransport(TransportTimeouts.DEFAULT).send(composed(encoding, template, name));
    }

    private Message composed(Encoding encoding, String template, String name) throws DeliveryException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("Type", "container").put("Action", "die");
        event.putObject("Actor").putObject("Attributes").put("name", name);
        Secret url = new Secret("http://127.0.0.1:" + server.getAddress().getPort() + "/T0KEN");
        WebhookNotifier notifier = new WebhookNotifier("n", url, encoding, RateLimit.OFF, Alerts.template(template));
        return notifier.compose(
                PendingMessage.of(Alerts.alert(DockerEvent.of(event, DockerEvent.Origin.STREAM))),
                ZonedDateTime.now(Alerts.CLOCK));
    }
}
