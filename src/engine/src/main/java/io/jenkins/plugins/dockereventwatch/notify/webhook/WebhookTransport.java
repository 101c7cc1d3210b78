package io.jenkins.plugins.dockereventwatch.notify.webhook;

import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.message.Message;
import io.jenkins.plugins.dockereventwatch.message.WebhookMessage;
import io.jenkins.plugins.dockereventwatch.notify.DeliveryException;
import io.jenkins.plugins.dockereventwatch.notify.Transport;
import io.jenkins.plugins.dockereventwatch.notify.TransportTimeouts;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
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

/** Posts to webhooks. Redirections are not followed: they would carry the alert to a place that nobody named. */
public final class WebhookTransport implements Transport {

    private static final int LONGEST_ANSWER = 300;

    private final HttpClient client;
    private final TransportTimeouts times;

    public WebhookTransport(TransportTimeouts times) {
        this.times = times;
        this.client = HttpClient.newBuilder()
                .connectTimeout(times.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public String send(Message message) throws DeliveryException {
        WebhookMessage post = (WebhookMessage) message;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(post.url().reveal()))
                .timeout(times.answer())
                .header("Content-Type", post.contentType())
                .header("User-Agent", "docker-event-watch")
                .POST(HttpRequest.BodyPublishers.ofString(post.payload(), StandardCharsets.UTF_8));
        if (post.possibleDuplicate()) {
            request.header(MailMessage.POSSIBLE_DUPLICATE, "yes");
        }
        try {
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() / 100 != 2) {
                    throw refused(post, response.statusCode(), body);
                }
                return HeaderText.cut((response.statusCode() + " " + said(body)).strip(), LONGEST_ANSWER);
            }
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw DeliveryException.unreachable(post.place() + " cannot be reached");
        } catch (HttpTimeoutException e) {
            throw DeliveryException.uncertain(post.place() + " does not answer in time");
        } catch (IOException e) {
            throw DeliveryException.uncertain(
                    post.place() + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DeliveryException.uncertain(post.place() + ": interrupted");
        }
    }

    private static DeliveryException refused(WebhookMessage post, int status, InputStream body) throws IOException {
        String answer = said(body);
        String said = post.place() + " answers " + status + (answer.isEmpty() ? "" : ": " + answer);
        boolean temporary = status == 408 || status == 429 || status >= 500;
        return temporary ? DeliveryException.unreachable(said) : DeliveryException.permanent(said);
    }

    private static String said(InputStream body) throws IOException {
        return new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8).strip();
    }
}
