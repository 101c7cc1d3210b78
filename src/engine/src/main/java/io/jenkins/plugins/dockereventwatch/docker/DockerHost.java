package io.jenkins.plugins.dockereventwatch.docker;

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
 * @param identity private key for ssh; empty: those that ssh finds itself
 */
public record DockerHost(URI uri, Optional<Path> certificates, Optional<Path> identity) {

    /** A host reached without a private key of its own. */
    public DockerHost(URI uri, Optional<Path> certificates) {
        this(uri, certificates, Optional.empty());
    }

    /** Where an engine listens unless told otherwise. */
    public static final String DEFAULT_SOCKET = "/var/run/docker.sock";

    private static final String ALLOWED =
            "allowed are unix:///path/docker.sock, tcp://host:port[?certificates=FOLDER] and"
                    + " ssh://user@host[:port][/path/docker.sock]";

    private static final String CERTIFICATES = "certificates=";

    /**
     * Reads a host as {@code DOCKER_HOST} has it; over tcp with {@code ?certificates=FOLDER} for TLS by those of a folder.
     *
     * @param text the host's URI
     * @param environment for hosts over tcp that name no certificates: {@code DOCKER_TLS_VERIFY} (not empty: TLS) and
     *     {@code DOCKER_CERT_PATH} (default {@code ~/.docker})
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
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        return switch (scheme) {
            case "unix" -> new DockerHost(required(text, uri, uri.getPath()), Optional.empty());
            case "tcp" -> tcp(text, required(text, uri, uri.getHost()), environment);
            case "ssh" -> new DockerHost(withoutPassword(required(text, uri, uri.getHost())), Optional.empty());
            default -> throw new IllegalArgumentException("'" + text + "' is no Docker host: " + ALLOWED);
        };
    }

    /** The host of the environment: {@code DOCKER_HOST}, else the default socket; as {@link #parse} reads it. */
    public static DockerHost ofEnvironment(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        return parse(host.isEmpty() ? "unix://" + DEFAULT_SOCKET : host, environment);
    }

    private static URI required(String text, URI uri, String part) {
        String fault = "";
        if (part == null
                && uri.getRawAuthority() != null
                && uri.getRawAuthority().contains("_")) {
            fault = "the names of hosts have no underscore; ";
        } else if (uri.getPort() > 65535) {
            fault = "ports go up to 65535; ";
        } else if (part != null && !part.isEmpty() && !part.startsWith("-")) {
            return uri;
        }
        throw new IllegalArgumentException("'" + text + "' is no Docker host: " + fault + ALLOWED);
    }

    private static URI withoutPassword(URI uri) {
        if (uri.getRawUserInfo() != null && uri.getRawUserInfo().contains(":")) {
            throw new IllegalArgumentException("an ssh:// host with a password is not supported; log in by keys");
        }
        return uri;
    }

    private static DockerHost tcp(String text, URI uri, Map<String, String> environment) {
        Optional<Path> certificates;
        String query = uri.getQuery();
        if (query == null) {
            boolean tls = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
            certificates = tls ? Optional.of(certificates(environment)) : Optional.empty();
        } else if (query.startsWith(CERTIFICATES) && query.length() > CERTIFICATES.length()) {
            certificates = Optional.of(Path.of(query.substring(CERTIFICATES.length())));
        } else {
            throw new IllegalArgumentException("'" + text + "' is no Docker host: " + ALLOWED);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : certificates.isPresent() ? 2376 : 2375;
        return new DockerHost(URI.create("tcp://" + uri.getHost() + ":" + port), certificates);
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
