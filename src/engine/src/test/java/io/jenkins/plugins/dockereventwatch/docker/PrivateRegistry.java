package io.jenkins.plugins.dockereventwatch.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A registry on this machine that gives its one image to one user only.
 *
 * @see <a href="https://distribution.github.io/distribution/spec/api/">Registry API</a>
 */
public final class PrivateRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpsServer server;
    private final String login;
    private final Map<String, byte[]> blobs = new HashMap<>();
    private final byte[] manifest;

    /**
     * Starts it.
     *
     * @param folder for its certificate, which nobody vouches for: an engine asks no more of a registry on its own machine
     */
    public PrivateRegistry(Path folder, String user, String password) throws Exception {
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        byte[] files = DockerEngine.files();
        ObjectNode config = MAPPER.createObjectNode()
                .put("architecture", System.getProperty("os.arch").replace("aarch64", "arm64"))
                .put("os", "linux");
        config.putObject("config").putArray("Cmd").add("/bin/sh").add("-c").add("echo from the registry");
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(digest(files));
        ObjectNode json = MAPPER.createObjectNode().put("schemaVersion", 2).put("mediaType", MANIFEST);
        json.set("config", blob("application/vnd.docker.container.image.v1+json", MAPPER.writeValueAsBytes(config)));
        json.putArray("layers").add(blob("application/vnd.docker.image.rootfs.diff.tar.gzip", zipped(files)));
        manifest = MAPPER.writeValueAsBytes(json);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(folder)));
        server.createContext("/v2/", this::answer);
        server.start();
    }

    private static SSLContext context(Path folder) throws Exception {
        Path file = folder.resolve("registry.p12");
        String password = "changeit";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no certificate");
        }
        KeyStore store = KeyStore.getInstance(file.toFile(), password.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** The image, as it is pulled. */
    public String image() {
        return "127.0.0.1:" + server.getAddress().getPort() + "/private/app:1";
    }

    private ObjectNode blob(String type, byte[] bytes) {
        blobs.put(digest(bytes), bytes);
        return MAPPER.createObjectNode()
                .put("mediaType", type)
                .put("size", bytes.length)
                .put("digest", digest(bytes));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (!login.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"private\"");
            send(
                    exchange,
                    401,
                    "application/json",
                    "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}"
                            .getBytes(StandardCharsets.UTF_8));
        } else if (path.contains("/manifests/")) {
            exchange.getResponseHeaders().add("Docker-Content-Digest", digest(manifest));
            send(exchange, 200, MANIFEST, manifest);
        } else if (blobs.containsKey(last)) {
            send(exchange, 200, "application/octet-stream", blobs.get(last));
        } else {
            send(exchange, last.isEmpty() ? 200 : 404, "application/json", "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
