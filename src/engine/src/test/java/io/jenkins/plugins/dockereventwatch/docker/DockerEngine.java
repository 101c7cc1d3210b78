package io.jenkins.plugins.dockereventwatch.docker;

import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A Docker Engine for tests, and containers on it. */
public final class DockerEngine implements AutoCloseable {

    static final Path BUSYBOX = Path.of("/bin/busybox");

    /** The image that all others are another name of. */
    public static final String IMAGE = "docker-event-watch-test:busybox";

    private final DockerHost host;
    private final PrivateDaemon daemon;
    private final List<String> options;
    private final DockerHttpClient http;
    private final DockerClient client;

    private DockerEngine(DockerHost host, PrivateDaemon daemon, List<String> options) {
        this.host = host;
        this.daemon = daemon;
        this.options = options;
        DockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host.uri().toString())
                .withDockerTlsVerify(host.certificates().isPresent())
                .withDockerCertPath(host.certificates().map(Path::toString).orElse(null))
                .build();
        this.http = new ApacheDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .sslConfig(config.getSSLConfig())
                .build();
        this.client = DockerClientImpl.getInstance(config, http);
    }

    private void awaitAnswer() {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            client.pingCmd().exec();
            return true;
        });
    }

    static DockerEngine at(DockerHost host) throws IOException {
        DockerEngine engine = new DockerEngine(host, null, List.of());
        engine.awaitAnswer();
        engine.importImage();
        return engine;
    }

    /** Starts a private engine with further options of dockerd. */
    public static DockerEngine start(String... options) throws IOException {
        PrivateDaemon daemon = new PrivateDaemon();
        daemon.start(List.of(options));
        DockerHost host = DockerHost.parse("unix://" + daemon.socket(), Map.of());
        DockerEngine engine = new DockerEngine(host, daemon, List.of(options));
        try {
            engine.awaitAnswer();
            engine.importImage();
            return engine;
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /** The files of {@link #IMAGE}, as a tar archive. */
    public static byte[] files() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] busybox = Files.readAllBytes(BUSYBOX);
            TarArchiveEntry program = new TarArchiveEntry("bin/busybox");
            program.setSize(busybox.length);
            program.setMode(0100755);
            tar.putArchiveEntry(program);
            tar.write(busybox);
            tar.closeArchiveEntry();
            for (String name : List.of("sh", "sleep", "true", "tail", "dd", "cp", "touch", "mv")) {
                TarArchiveEntry link = new TarArchiveEntry("bin/" + name, TarArchiveEntry.LF_SYMLINK);
                link.setLinkName("busybox");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void importImage() throws IOException {
        // docker-java's own command cuts the stream off.
        String[] name = IMAGE.split(":");
        DockerHttpClient.Request request = DockerHttpClient.Request.builder()
                .method(DockerHttpClient.Request.Method.POST)
                .path("/images/create?fromSrc=-&repo=" + name[0] + "&tag=" + name[1])
                .bodyBytes(files())
                .build();
        try (DockerHttpClient.Response response = http.execute(request)) {
            String answer = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
            if (response.getStatusCode() != 200 || answer.contains("error")) {
                throw new IOException(answer);
            }
        }
    }

    /** Where it is. */
    public DockerHost host() {
        return host;
    }

    /** Its socket, where it is a private one. */
    public Path socket() {
        return daemon.socket();
    }

    /** For whatever is not offered here. */
    public DockerClient client() {
        return client;
    }

    /** Creates and starts a container without network, not even a loopback device; returns its id. */
    public String run(String name, String image, String script) {
        return run(name, image, script, create -> create);
    }

    /** Creates and starts a container, set up further by {@code setUp}; returns its id. */
    public String run(String name, String image, String script, UnaryOperator<CreateContainerCmd> setUp) {
        tag(image);
        CreateContainerCmd create = client.createContainerCmd(image)
                .withName(name)
                .withHostConfig(HostConfig.newHostConfig().withNetworkMode("none"))
                // Halves the processor time of a start: two fewer processes of dockerd.
                .withNetworkDisabled(true)
                .withCmd("/bin/sh", "-c", script);
        String id = setUp.apply(create).exec().getId();
        client.startContainerCmd(id).exec();
        return id;
    }

    private void tag(String image) {
        if (!image.equals(IMAGE)) {
            int colon = image.lastIndexOf(':');
            boolean tagged = colon > image.lastIndexOf('/');
            client.tagImageCmd(
                            IMAGE,
                            tagged ? image.substring(0, colon) : image,
                            tagged ? image.substring(colon + 1) : "latest")
                    .exec();
        }
    }

    /** Waits until a container has ended. */
    public void awaitEnd(String container) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Optional.ofNullable(client.inspectContainerCmd(container)
                                .exec()
                                .getState()
                                .getRunning())
                        .map(running -> !running)
                        .orElse(false));
    }

    /** Waits until a running container has a file, where the engine is on this machine. */
    public void awaitFile(String container, String path) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(Path.of("/proc/" + process(container).pid() + "/root" + path)));
    }

    /** The main process of a running container, where the engine is on this machine. */
    public ProcessHandle process(String container) {
        long pid = client.inspectContainerCmd(container).exec().getState().getPidLong();
        return ProcessHandle.of(pid).orElseThrow();
    }

    /** Removes a container, whatever its state. */
    public void remove(String container) {
        try {
            client.removeContainerCmd(container).withForce(true).exec();
        } catch (NotFoundException | ConflictException removedByAnother) {
            // It has been removed, or is being removed.
            client.pingCmd().exec();
        }
    }

    /**
     * A pattern of the exit code that an engine reports of a container that ended while the engine was killed: engine 20.10
     * learns the code unless it is busy; otherwise it reports 255, as 28 does.
     */
    public static String exitCodeWhileKilled(int code) {
        return "(" + code + "|255)";
    }

    /** Kills a private engine as a power cut would; its containers go on. */
    public void kill() throws IOException {
        daemon.kill();
    }

    /** Starts a private engine again and waits until it answers. */
    public void startAgain() throws IOException {
        daemon.start(options);
        awaitAnswer();
    }

    @Override
    public void close() throws IOException {
        if (daemon != null) {
            client.listContainersCmd().exec().forEach(container -> remove(container.getId()));
        }
        client.close();
        if (daemon != null) {
            daemon.close();
        }
    }
}
