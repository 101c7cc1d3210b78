package io.jenkins.plugins.dockereventwatch.event;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a Docker Engine is.
 *
 * @param uri {@code unix:///path}, {@code tcp://host:port} or {@code ssh://user@host:port/path/of/socket}
 * @param certificates folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem} for TLS; empty: no TLS
 */
public record DockerHost(URI uri, Optional<Path> certificates) {

    /** Where an engine listens unless told otherwise. */
    public static final String DEFAULT_SOCKET = "/var/run/docker.sock";

    private static final String ALLOWED =
            "allowed are unix:///path/docker.sock, tcp://host:port and ssh://user@host[:port][/path/docker.sock]";

    /**
     * Reads a host as {@code DOCKER_HOST} has it.
     *
     * @param text the host's URI
     * @param environment for {@code DOCKER_TLS_VERIFY} (not empty: TLS over tcp) and {@code DOCKER_CERT_PATH} (default
     *     {@code ~/.docker})
     * @throws IllegalArgumentException if it is no such URI; the message says what is allowed
     * @see <a href="https://docs.docker.com/reference/cli/docker/#environment-variables">docker CLI, environment</a>
     */
    public static DockerHost parse(String text, Map<String, String> environment) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no Docker host: " + ALLOWED, e);
        }
        boolean tls = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        return switch (scheme) {
            case "unix" -> new DockerHost(required(text, uri, uri.getPath()), Optional.empty());
            case "tcp" ->
                new DockerHost(
                        withPort(required(text, uri, uri.getHost()), tls ? 2376 : 2375),
                        tls ? Optional.of(certificates(environment)) : Optional.empty());
            case "ssh" -> new DockerHost(required(text, uri, uri.getHost()), Optional.empty());
            default -> throw new IllegalArgumentException("'" + text + "' is no Docker host: " + ALLOWED);
        };
    }

    /** The host of the environment: {@code DOCKER_HOST}, else the default socket; as {@link #parse} reads it. */
    public static DockerHost ofEnvironment(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        return parse(host.isEmpty() ? "unix://" + DEFAULT_SOCKET : host, environment);
    }

    private static URI required(String text, URI uri, String part) {
        if (part == null || part.isEmpty() || part.startsWith("-")) {
            throw new IllegalArgumentException("'" + text + "' is no Docker host: " + ALLOWED);
        }
        return uri;
    }

    private static URI withPort(URI uri, int port) {
        return uri.getPort() >= 0 ? uri : URI.create("tcp://" + uri.getHost() + ":" + port);
    }

    private static Path certificates(Map<String, String> environment) {
        String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return folder.isEmpty() ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(folder);
    }

    /** The URI, with {@code (TLS)} where it is so. */
    @Override
    public String toString() {
        return uri + (certificates.isPresent() ? " (TLS)" : "");
    }
}
