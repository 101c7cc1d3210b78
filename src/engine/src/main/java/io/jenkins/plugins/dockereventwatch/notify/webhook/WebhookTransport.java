package io.jenkins.plugins.dockereventwatch.notify.webhook;

import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.message.WebhookMessage;
import io.jenkins.plugins.dockereventwatch.notify.BoundedHttpClient;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException.Kind;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;

/** Posts to webhooks. */
final class WebhookTransport implements Transport {

    private static final int LONGEST_REPLY = 300;

    private final BoundedHttpClient client;

    WebhookTransport(TransportTimeouts timeouts) {
        this.client = new BoundedHttpClient(timeouts);
    }

    @Override
    public String send(Message message) throws DeliveryException {
        WebhookMessage webhook = (WebhookMessage) message;
        String server = webhook.server();
        try {
            BoundedHttpClient.Response response = client.send(request(webhook));
            String reply = SafeText.abbreviate(response.body().strip(), LONGEST_REPLY);
            if (!response.isSuccess()) {
                throw rejected(server, response.status(), reply);
            }
            return (response.status() + " " + reply).strip();
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new DeliveryException(Kind.UNREACHABLE, "cannot connect to " + server);
        } catch (HttpTimeoutException e) {
            throw new DeliveryException(Kind.UNCERTAIN, server + " does not reply in time");
        } catch (IOException e) {
            throw new DeliveryException(
                    Kind.UNCERTAIN,
                    server + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeliveryException(Kind.UNCERTAIN, server + ": interrupted");
        }
    }

    private static HttpRequest.Builder request(WebhookMessage webhook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(webhook.url().reveal()))
                .header("Content-Type", webhook.contentType())
                .header("User-Agent", "docker-event-watch")
                .POST(HttpRequest.BodyPublishers.ofString(webhook.payload(), StandardCharsets.UTF_8));
        return webhook.possibleDuplicate() ? request.header(Message.POSSIBLE_DUPLICATE, "yes") : request;
    }

    private static DeliveryException rejected(String server, int status, String reply) {
        String problem = server + " replies " + status + (reply.isEmpty() ? "" : ": " + reply);
        boolean temporary = status == 408 || status == 429 || status >= 500;
        return new DeliveryException(temporary ? Kind.UNREACHABLE : Kind.PERMANENT, problem);
    }
}
