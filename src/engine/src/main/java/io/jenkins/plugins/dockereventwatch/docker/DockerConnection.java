package io.jenkins.plugins.dockereventwatch.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * A connection to a Docker Engine. Requests have a timeout; streams use a separate client without one. No API version is
 * requested, so that every engine answers with its own. Thread-safe.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">Docker Engine API</a>
 */
public final class DockerConnection implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MAX_RESPONSE = 64 << 20;
    private static final int MAX_REASON = 1000;
    private static final int MAX_CALLS = 64;
    private static final int MAX_STREAMS = 4096;

    private final DockerHost host;
    private final SshTunnel tunnel;
    private final URI uri;
    private final SSLContext tls;
    private final DockerHttpClient calls;
    private final DockerHttpClient streams;
    private final Duration timeout;

    /** Runs requests, since Java's Unix sockets have no timeout but can be interrupted. */
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "docker-call");
        thread.setDaemon(true);
        return thread;
    });

    private DockerConnection(DockerHost host, SSLContext tls, SshTunnel tunnel, Duration timeout) {
        this.host = host;
        this.tls = tls;
        this.tunnel = tunnel;
        this.timeout = timeout;
        this.uri = tunnel == null ? host.uri() : URI.create("unix://" + tunnel.socket());
        this.calls = client(timeout, MAX_CALLS);
        this.streams = client(Duration.ZERO, MAX_STREAMS);
    }

    private DockerHttpClient client(Duration responseTimeout, int connections) {
        return new ApacheDockerHttpClient.Builder()
                .dockerHost(uri)
                .sslConfig(tls == null ? null : () -> tls)
                .connectionTimeout(CONNECT)
                .responseTimeout(responseTimeout)
                .maxConnections(connections)
                .build();
    }

    /**
     * Creates a connection. Only an ssh connection is opened at once.
     *
     * @param host the address of the engine
     * @param timeout for the response to a request and for the first byte of a stream
     * @throws IOException if ssh cannot connect or certificates are missing
     * @throws InterruptedException if interrupted while waiting for ssh
     */
    public static DockerConnection open(DockerHost host, Duration timeout) throws IOException, InterruptedException {
        SSLContext tls =
                host.certificates().isPresent() ? context(host.certificates().get()) : null;
        boolean ssh = host.uri().getScheme().equals("ssh");
        return new DockerConnection(host, tls, ssh ? SshTunnel.open(host.uri(), host.identity()) : null, timeout);
    }

    private static SSLContext context(Path certificates) throws IOException {
        for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
            Path path = certificates.resolve(file);
            if (!Files.isReadable(path)) {
                throw new IOException("the certificate " + path + " cannot be read; DOCKER_CERT_PATH names the folder"
                        + " with ca.pem, cert.pem and key.pem");
            }
        }
        try {
            return new LocalDirectorySSLConfig(certificates.toString()).getSSLContext();
        } catch (RuntimeException e) {
            throw new IOException(
                    "the certificates in " + certificates + " cannot be used: ca.pem, cert.pem and key.pem"
                            + " must be in PEM format and belong together",
                    e);
        }
    }

    /** Checks that the engine answers. */
    public void ping() throws IOException, InterruptedException {
        answer("GET", "/_ping", null);
    }

    /**
     * Returns what {@code GET /info} tells about the engine; if that is forbidden, what {@code GET /version} tells, with the
     * time at which it was answered.
     */
    public EngineInfo info() throws IOException, InterruptedException {
        try {
            return EngineInfo.ofInfo(get("/info"));
        } catch (EngineException e) {
            if (!e.isForbidden()) {
                throw e;
            }
        }
        try {
            Answer version = answer("GET", "/version", null);
            return EngineInfo.ofVersion(MAPPER.readTree(version.body), version.time());
        } catch (EngineException e) {
            if (!e.isForbidden()) {
                throw e;
            }
            return EngineInfo.unknown();
        }
    }

    /** Returns all containers, running or not, as listed by {@code GET /containers/json}. */
    public JsonNode containers() throws IOException, InterruptedException {
        return get("/containers/json?all=1");
    }

    /**
     * Returns the response of {@code GET /containers/{id}/json}.
     *
     * @return a missing node if the container does not exist
     */
    public JsonNode container(String id) throws IOException, InterruptedException {
        return getIfExists("/containers/" + id + "/json");
    }

    private JsonNode getIfExists(String path) throws IOException, InterruptedException {
        try {
            return get(path);
        } catch (EngineException e) {
            if (e.status() == 404) {
                return MAPPER.missingNode();
            }
            throw e;
        }
    }

    /**
     * Returns one sample of a container's resource usage, from {@code GET /containers/{id}/stats}.
     *
     * @return a missing node if the container does not exist
     */
    public JsonNode stats(String id) throws IOException, InterruptedException {
        return getIfExists("/containers/" + id + "/stats?stream=0&one-shot=1");
    }

    /**
     * Returns the last lines of a container's log, oldest first, without escape sequences and empty lines; at most 64 KiB.
     *
     * @param most the number of lines to request
     * @throws EngineException if reading logs is forbidden
     * @return empty if the container does not exist, its log is empty, or its logging driver does not support reading
     */
    public List<String> lastLines(String id, int most) throws IOException, InterruptedException {
        return limited(() -> {
            try (Response response =
                    calls.execute(request("GET", "/containers/" + id + "/logs?stdout=1&stderr=1&tail=" + most, null)
                            .build())) {
                int status = response.getStatusCode();
                if (EngineException.isForbidden(status)) {
                    check(response, "/containers/" + id + "/logs");
                }
                return status == 200 ? LogTail.read(response.getBody()) : List.of();
            }
        });
    }

    /**
     * Sends a GET request.
     *
     * @param path path and query without the API version
     * @return a missing node if the response is empty
     * @throws EngineException if the engine answers with an error
     * @throws IOException if the engine cannot be reached or does not answer in time
     */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return MAPPER.readTree(answer("GET", path, null).body);
    }

    /**
     * Sends a POST request; see {@link #get}.
     *
     * @param body serialized as JSON; null for none
     */
    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return MAPPER.readTree(answer("POST", path, body == null ? null : MAPPER.writeValueAsBytes(body)).body);
    }

    /** Sends a DELETE request; see {@link #get}. */
    public void delete(String path) throws IOException, InterruptedException {
        answer("DELETE", path, null);
    }

    /**
     * Opens the event stream.
     *
     * @param filters values by key
     * @param since the inclusive start
     * @param until the end; null for none
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/System/operation/SystemEvents">
     *     SystemEvents</a>
     */
    public DockerStream events(Map<String, List<String>> filters, Instant since, Instant until)
            throws IOException, InterruptedException {
        String path = "/events?since=" + seconds(since)
                + (until == null ? "" : "&until=" + seconds(until))
                + (filters.isEmpty()
                        ? ""
                        : "&filters=" + URLEncoder.encode(MAPPER.writeValueAsString(filters), StandardCharsets.UTF_8));
        return stream("GET", path, Map.of());
    }

    /**
     * Opens the event stream of Podman without filters, because it knows only some, and its actions have other names.
     *
     * @param since the start
     * @param follow whether to wait for further events. Otherwise the stream ends with the last one; Podman cannot be asked
     *     for the events up to a time in the past, because it then sends some of them or none.
     */
    public DockerStream podmanEvents(Instant since, boolean follow) throws IOException, InterruptedException {
        return stream("GET", "/events?since=" + seconds(since) + "&stream=" + follow, Map.of());
    }

    /** Returns the time in seconds since the epoch with nine decimals. */
    static String seconds(Instant time) {
        return String.format(Locale.ROOT, "%d.%09d", time.getEpochSecond(), time.getNano());
    }

    /**
     * Opens a stream.
     *
     * @param method {@code GET} or {@code POST}
     * @param path path and query without the API version
     * @param headers additional headers by name
     * @throws EngineException if the engine answers with an error
     * @throws IOException if the engine cannot be reached or the response does not start in time
     */
    public DockerStream stream(String method, String path, Map<String, String> headers)
            throws IOException, InterruptedException {
        Request request = request(method, path, null).putAllHeaders(headers).build();
        Response response = limited(() -> {
            Response opened = streams.execute(request);
            try {
                check(opened, path);
                return opened;
            } catch (IOException e) {
                opened.close();
                throw e;
            }
        });
        return new DockerStream(response.getBody(), response::close);
    }

    /**
     * Hijacks the connection of {@code POST /containers/{id}/attach} or {@code POST /exec/{id}/start} for a stream in both
     * directions.
     *
     * @param path path and query without the API version
     * @param body serialized as JSON; null for none
     * @param input the input, sent without buffering
     * @param passEnd whether to close the sending direction at the end of the input
     * @throws EngineException if the engine answers with an error
     * @throws IOException if the engine cannot be reached or the response does not start in time
     * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container/operation/ContainerAttach">
     *     Hijacking</a>
     */
    public DockerStream attach(String path, Object body, InputStream input, boolean passEnd)
            throws IOException, InterruptedException {
        byte[] bytes = body == null ? new byte[0] : MAPPER.writeValueAsBytes(body);
        HijackedConnection connection = limited(() -> {
            HijackedConnection opened = HijackedConnection.open(uri, tls, CONNECT);
            try {
                opened.request(path, bytes);
                return opened;
            } catch (IOException e) {
                opened.close();
                throw e;
            }
        });
        connection.send(input, passEnd);
        return new DockerStream(connection.output(), connection);
    }

    /** The body of a response, and its header {@code Date}; null if it has none. */
    private record Answer(byte[] body, String date) {

        /** Returns the time by the engine's clock, exact to a second; by the local clock if the header is missing. */
        Instant time() {
            try {
                return DateTimeFormatter.RFC_1123_DATE_TIME.parse(date == null ? "" : date, Instant::from);
            } catch (DateTimeException e) {
                return Instant.now();
            }
        }
    }

    private Answer answer(String method, String path, byte[] body) throws IOException, InterruptedException {
        return limited(() -> {
            try (Response response = calls.execute(request(method, path, body).build())) {
                check(response, path);
                byte[] answer = read(response, MAX_RESPONSE + 1);
                if (answer.length > MAX_RESPONSE) {
                    throw new IOException("the answer to " + path + " is larger than " + (MAX_RESPONSE >> 20) + " MiB");
                }
                return new Answer(answer, response.getHeader("Date"));
            }
        });
    }

    private static byte[] read(Response response, int most) throws IOException {
        InputStream body = response.getBody();
        return body == null ? new byte[0] : body.readNBytes(most);
    }

    private static void check(Response response, String path) throws IOException {
        int status = response.getStatusCode();
        // 304: already in the requested state
        if (status / 100 != 2 && status != 304) {
            throw EngineException.of(path, status, read(response, MAX_REASON));
        }
    }

    private static Request.Builder request(String method, String path, byte[] body) {
        Request.Builder request =
                Request.builder().method(Request.Method.valueOf(method)).path(path);
        return body == null ? request : request.bodyBytes(body).putHeader("Content-Type", "application/json");
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
            if (e.getCause() instanceof EngineException refused) {
                throw refused;
            }
            if (e.getCause() instanceof VirtualMachineError fatal) {
                throw fatal;
            }
            IOException trouble = ConnectionError.explain(host, e.getCause());
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
