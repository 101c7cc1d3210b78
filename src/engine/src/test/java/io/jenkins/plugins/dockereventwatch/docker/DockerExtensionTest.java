package io.jenkins.plugins.dockereventwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which engine the tests use. */
class DockerExtensionTest {

    @TempDir
    private Path folder;

    @Test
    void ignoresStaleSocket() throws IOException {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(Files.exists(socket)).isTrue();

        assertThat(DockerExtension.responding(Map.of("DOCKER_HOST", "unix://" + socket)))
                .isEmpty();
    }

    @Test
    void ignoresUnreachableHost() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertThat(DockerExtension.responding(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix:///nowhere/docker.sock", "http://127.0.0.1", "ssh://user@-oProxyCommand=x"})
    void ignoresUnusableHost(String host) {
        assertThat(DockerExtension.responding(Map.of("DOCKER_HOST", host))).isEmpty();
    }
}
