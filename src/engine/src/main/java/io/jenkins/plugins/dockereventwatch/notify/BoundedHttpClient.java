package io.jenkins.plugins.dockereventwatch.notify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends HTTP requests to servers that may be hostile: one deadline ends the whole exchange, and only the beginning of a
 * response is read. Does not follow redirects: they would send a secret to a server that nobody configured. Thread-safe.
 */
public final class BoundedHttpClient {

    /** Longest part of a response's body that is read, in bytes. */
    public static final int LONGEST_BODY = 1024;

    private final HttpClient client;
    private final TransportTimeouts timeouts;

    /**
     * A response.
     *
     * @param body its first {@link #LONGEST_BODY} bytes, as text
     */
    public record Response(int status, String body) {

        /** Returns whether the status is 2xx. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    public BoundedHttpClient(TransportTimeouts timeouts) {
        this.timeouts = timeouts;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeouts.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** Returns whether a text is a URL to which requests can be sent: http or https with a host and without a login. */
    public static boolean accepts(String url) {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null && uri.getPort() <= 0xFFFF;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * Sends a request and waits for the response.
     *
     * @param request without a timeout
     * @throws HttpTimeoutException if the server does not complete the exchange in time
     * @throws IOException if it cannot be reached or its response is not HTTP
     */
    public Response send(HttpRequest.Builder request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<String>> exchange =
                client.sendAsync(request.timeout(timeouts.reply()).build(), info -> new BodyStart());
        try {
            HttpResponse<String> response = exchange.get(timeouts.exchange().toMillis(), TimeUnit.MILLISECONDS);
            return new Response(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no complete response in time");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause().getClass().getSimpleName(), e.getCause());
        } finally {
            exchange.cancel(true);
        }
    }

    /** Reads the start of a body and cancels the rest. */
    private static final class BodyStart implements HttpResponse.BodySubscriber<String> {

        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private Flow.Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription started) {
            subscription = started;
            started.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[Math.min(buffer.remaining(), LONGEST_BODY - bytes.size())];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() < LONGEST_BODY) {
                subscription.request(1);
            } else {
                onComplete();
                subscription.cancel();
            }
        }

        @Override
        public void onError(Throwable error) {
            text.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
