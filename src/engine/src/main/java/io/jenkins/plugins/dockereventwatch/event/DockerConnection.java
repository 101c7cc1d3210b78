package io.jenkins.plugins.dockereventwatch.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.transport.SSLConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection to a Docker Engine: its event stream, on a client of its own that never times out, and the few other
 * calls that the watch needs, on another that does. No API version is fixed, so every engine answers with its own.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public final class DockerConnection implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int LARGEST_ANSWER = 64 << 20;

    private final DockerHost host;
    private final SshTunnel tunnel;
    private final DockerHttpClient calls;
    private final DockerHttpClient streams;
    private final Duration timeout;

    /** Sockets of the Java machine know no time-out when they are unix sockets, but can be interrupted. */
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "docker-call");
        thread.setDaemon(true);
        return thread;
    });

    private DockerConnection(DockerHost host, SshTunnel tunnel, URI uri, Duration timeout) {
        this.host = host;
        this.tunnel = tunnel;
        this.timeout = timeout;
        SSLConfig tls = host.certificates()
                .map(folder -> (SSLConfig) new LocalDirectorySSLConfig(folder.toString()))
                .orElse(null);
        this.calls = client(uri, tls, timeout);
        this.streams = client(uri, tls, Duration.ZERO);
    }

    private static DockerHttpClient client(URI uri, SSLConfig tls, Duration responseTimeout) {
        return new ApacheDockerHttpClient.Builder()
                .dockerHost(uri)
                .sslConfig(tls)
                .connectionTimeout(CONNECT)
                .responseTimeout(responseTimeout)
                .maxConnections(8)
                .build();
    }

    /**
     * Prepares a connection; over ssh it is opened at once.
     *
     * @param host where the engine is
     * @param timeout for each call's answer, and for the stream's first sign
     * @throws IOException if ssh does not get there, or certificates are missing
     * @throws InterruptedException if interrupted while waiting for ssh
     */
    public static DockerConnection open(DockerHost host, Duration timeout) throws IOException, InterruptedException {
        if (host.certificates().isPresent()) {
            for (String file : new String[] {"ca.pem", "cert.pem", "key.pem"}) {
                Path path = host.certificates().get().resolve(file);
                if (!Files.isReadable(path)) {
                    throw new IOException(
                            "the certificate " + path + " cannot be read; DOCKER_CERT_PATH names the folder"
                                    + " with ca.pem, cert.pem and key.pem");
                }
            }
        }
        if (!host.uri().getScheme().equals("ssh")) {
            return direct(host, timeout);
        }
        SshTunnel tunnel = SshTunnel.open(host.uri());
        return new DockerConnection(host, tunnel, URI.create("unix://" + tunnel.socket()), timeout);
    }

    private static DockerConnection direct(DockerHost host, Duration timeout) throws IOException {
        try {
            return new DockerConnection(host, null, host.uri(), timeout);
        } catch (RuntimeException e) {
            // So docker-java says that it can make nothing of the certificates.
            throw new IOException(
                    host.certificates()
                            .map(folder ->
                                    "the certificates in " + folder + " cannot be used: ca.pem, cert.pem and key.pem"
                                            + " must be in PEM format and belong together")
                            .orElseThrow(() -> e),
                    e);
        }
    }

    /** Asks whether the engine answers. */
    public void ping() throws IOException, InterruptedException {
        answer("/_ping");
    }

    /** What the engine says of itself. */
    public EngineInfo info() throws IOException, InterruptedException {
        return EngineInfo.of(MAPPER.readTree(answer("/info")));
    }

    /** All containers, running or not, as {@code GET /containers/json} lists them. */
    public JsonNode containers() throws IOException, InterruptedException {
        return MAPPER.readTree(answer("/containers/json?all=1"));
    }

    /**
     * One container, as {@code GET /containers/{id}/json} describes it.
     *
     * @return a missing node if it is gone
     */
    public JsonNode container(String id) throws IOException, InterruptedException {
        return limited(() -> {
            try (Response response = calls.execute(get("/containers/" + id + "/json"))) {
                return response.getStatusCode() == 404
                        ? MAPPER.missingNode()
                        : MAPPER.readTree(read(response, "/containers"));
            }
        });
    }

    /**
     * The last lines that a container wrote, oldest first: without escape sequences, without empty lines, 64 KiB at most.
     *
     * @param most how many lines are asked for
     * @return empty if it is gone, wrote nothing, or its logging driver does not give back what it wrote
     */
    public List<String> lastLines(String id, int most) throws IOException, InterruptedException {
        return limited(() -> {
            try (Response response = calls.execute(get("/containers/" + id + "/logs?stdout=1&stderr=1&tail=" + most))) {
                return response.getStatusCode() == 200 ? LogTail.read(response.getBody()) : List.of();
            }
        });
    }

    /**
     * The engine's events.
     *
     * @param filters which of them
     * @param since from when on, the moment included
     * @param until up to when; null: for ever
     * @param malformed told of lines that are no events
     */
    public EventStream events(
            EventFilters filters, Instant since, Instant until, RecordedEvents.MalformedLines malformed)
            throws IOException, InterruptedException {
        StringBuilder path = new StringBuilder("/events?since=").append(seconds(since));
        if (until != null) {
            path.append("&until=").append(seconds(until));
        }
        if (!filters.values().isEmpty()) {
            String json = MAPPER.writeValueAsString(filters.values());
            path.append("&filters=").append(URLEncoder.encode(json, StandardCharsets.UTF_8));
        }
        Response response = limited(() -> streams.execute(get(path.toString())));
        try {
            check(response, "/events");
        } catch (IOException e) {
            response.close();
            throw e;
        }
        return new EventStream(response, malformed);
    }

    private static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }

    private byte[] answer(String path) throws IOException, InterruptedException {
        return limited(() -> {
            try (Response response = calls.execute(get(path))) {
                return read(response, path);
            }
        });
    }

    private byte[] read(Response response, String path) throws IOException {
        check(response, path);
        byte[] answer = response.getBody().readNBytes(LARGEST_ANSWER + 1);
        if (answer.length > LARGEST_ANSWER) {
            throw new IOException("the answer to " + path + " is larger than " + (LARGEST_ANSWER >> 20) + " MiB");
        }
        return answer;
    }

    private static void check(Response response, String path) throws IOException {
        if (response.getStatusCode() != 200) {
            InputStream body = response.getBody();
            String said = body == null ? "" : new String(body.readNBytes(300), StandardCharsets.UTF_8);
            throw new IOException("the engine answered " + path + " with " + response.getStatusCode() + ": "
                    + said.replaceAll("\\p{Cntrl}+", " ").strip());
        }
    }

    private static Request get(String path) {
        return Request.builder().method(Request.Method.GET).path(path).build();
    }

    private interface Call<T> {
        T run() throws IOException;
    }

    private <T> T limited(Call<T> call) throws IOException, InterruptedException {
        Future<T> answer = threads.submit(call::run);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + timeout.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            IOException trouble = ConnectionTrouble.explain(host, e.getCause());
            String said = tunnel == null ? "" : tunnel.said();
            throw said.isEmpty() ? trouble : new IOException(trouble.getMessage() + " (ssh: " + said + ")", trouble);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (DockerHttpClient client : new DockerHttpClient[] {calls, streams}) {
            try {
                client.close();
            } catch (IOException e) {
                System.getLogger(DockerConnection.class.getName())
                        .log(System.Logger.Level.DEBUG, "closing the connection to " + host, e);
            }
        }
        if (tunnel != null) {
            tunnel.close();
        }
    }
}
