package io.jenkins.plugins.dockereventwatch.notify.webhook;

import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.message.WebhookMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException.Kind;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;

/** Posts to webhooks. Does not follow redirects: they would send the alert to a server that nobody configured. */
final class WebhookTransport implements Transport {

    private static final int LONGEST_REPLY = 300;

    private final HttpClient client;
    private final TransportTimeouts timeouts;

    WebhookTransport(TransportTimeouts timeouts) {
        this.timeouts = timeouts;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String send(Message message) throws DeliveryException {
        WebhookMessage webhook = (WebhookMessage) message;
        String server = webhook.server();
        try {
            HttpResponse<InputStream> response =
                    client.send(request(webhook), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String reply = new String(body.readNBytes(LONGEST_REPLY), StandardCharsets.UTF_8).strip();
                int status = response.statusCode();
                if (status / 100 != 2) {
                    throw rejected(server, status, reply);
                }
                return SafeText.abbreviate((status + " " + reply).strip(), LONGEST_REPLY);
            }
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

    private HttpRequest request(WebhookMessage webhook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(webhook.url().reveal()))
                .timeout(timeouts.reply())
                .header("Content-Type", webhook.contentType())
                .header("User-Agent", "docker-event-watch")
                .POST(HttpRequest.BodyPublishers.ofString(webhook.payload(), StandardCharsets.UTF_8));
        if (webhook.possibleDuplicate()) {
            request.header(Message.POSSIBLE_DUPLICATE, "yes");
        }
        return request.build();
    }

    private static DeliveryException rejected(String server, int status, String reply) {
        String problem = server + " replies " + status + (reply.isEmpty() ? "" : ": " + reply);
        boolean temporary = status == 408 || status == 429 || status >= 500;
        return new DeliveryException(temporary ? Kind.UNREACHABLE : Kind.PERMANENT, problem);
    }
}
