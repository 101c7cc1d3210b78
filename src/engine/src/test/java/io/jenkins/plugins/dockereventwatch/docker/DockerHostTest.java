package io.jenkins.plugins.dockereventwatch.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHostTest {

    @ParameterizedTest
    @CsvSource({
        "unix:///run/docker.sock, unix:///run/docker.sock",
        "tcp://docker-01, tcp://docker-01:2375",
        "tcp://docker-01:4243, tcp://docker-01:4243",
        "ssh://root@docker-01:2222/run/docker.sock, ssh://root@docker-01:2222/run/docker.sock"
    })
    void parsesDockerHostFormats(String text, String uri) {
        assertThat(DockerHost.parse(text, Map.of())).isEqualTo(new DockerHost(URI.create(uri), Optional.empty()));
    }

    @Test
    void enablesTlsByEnvironment() {
        DockerHost host =
                DockerHost.parse("tcp://docker-01", Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs"));

        assertThat(host.uri()).hasToString("tcp://docker-01:2376");
        assertThat(host.certificates()).contains(Path.of("/certs"));
        assertThat(host).hasToString("tcp://docker-01:2376 (TLS)");
    }

    @Test
    void hostMayNameItsCertificates() {
        DockerHost host = DockerHost.parse("tcp://docker-01?certificates=/certs/docker-01", Map.of());

        assertThat(host.uri()).hasToString("tcp://docker-01:2376");
        assertThat(host.certificates()).contains(Path.of("/certs/docker-01"));
    }

    @Test
    void findsCertificatesInHomeByDefault() {
        assertThat(DockerHost.parse("tcp://h", Map.of("DOCKER_TLS_VERIFY", "1")).certificates())
                .contains(Path.of(System.getProperty("user.home"), ".docker"));
    }

    @Test
    void usesDefaultSocketWithoutEnvironment() {
        assertThat(DockerHost.ofEnvironment(Map.of("DOCKER_HOST", "tcp://h:1")).uri())
                .hasToString("tcp://h:1");
        assertThat(DockerHost.ofEnvironment(Map.of("DOCKER_HOST", "")).uri())
                .hasToString("unix:///var/run/docker.sock");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://my_host:2375, must not contain underscores",
        "tcp://host:99999, the port must be at most 65535",
        "ssh://user:hush@host, use a key",
        "ssh://user:hush@my_host, ssh://****@my_host",
        "http://user:hu@sh@host, http://****@host",
        "tcp://user:hush@host:99999, the port must be at most 65535",
        "ssh://user:hush/%@host, ssh://****@host"
    })
    void namesKnownFaults(String text, String words) {
        assertThatThrownBy(() -> DockerHost.parse(text, Map.of()))
                .hasMessageContaining(words)
                .hasMessageNotContainingAny("hush", "hu@sh");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "docker-01",
                "http://docker-01",
                "unix://",
                "tcp://",
                "ssh://",
                "ssh://-oProxyCommand=x",
                "%",
                "tcp://h?x=y",
                "tcp://h?certificates="
            })
    void rejectsInvalidHosts(String text) {
        assertThatThrownBy(() -> DockerHost.parse(text, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected unix:///path/docker.sock");
    }
}
