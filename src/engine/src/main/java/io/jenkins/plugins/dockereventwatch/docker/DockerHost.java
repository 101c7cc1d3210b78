package io.jenkins.plugins.dockereventwatch.docker;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The address of a Docker Engine.
 *
 * @param uri {@code unix:///path}, {@code tcp://host:port} or {@code ssh://user@host:port/path/of/socket}
 * @param certificates the directory of {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty for no TLS
 * @param identity the private key for ssh; empty to let ssh select one
 */
public record DockerHost(URI uri, Optional<Path> certificates, Optional<Path> identity) {

    /** Creates a host without a private key. */
    public DockerHost(URI uri, Optional<Path> certificates) {
        this(uri, certificates, Optional.empty());
    }

    /** The default socket of an engine. */
    public static final String DEFAULT_SOCKET = "/var/run/docker.sock";

    private static final String CERTIFICATES = "certificates=";

    /**
     * Parses a host in the format of {@code DOCKER_HOST}, with an optional {@code ?certificates=FOLDER} for tcp.
     *
     * @param text the URI
     * @param environment for tcp hosts without certificates: {@code DOCKER_TLS_VERIFY} (TLS if not empty) and
     *     {@code DOCKER_CERT_PATH} (default {@code ~/.docker})
     * @throws IllegalArgumentException if the URI is invalid; the message states the expected format
     * @see <a href="https://docs.docker.com/reference/cli/docker/#environment-variables">docker CLI, environment</a>
     */
    public static DockerHost parse(String text, Map<String, String> environment) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw invalid("docker-host", text);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        return switch (scheme) {
            case "unix" -> new DockerHost(required(text, uri, uri.getPath()), Optional.empty());
            case "tcp" -> tcp(text, required(text, uri, uri.getHost()), environment);
            case "ssh" -> new DockerHost(withoutPassword(required(text, uri, uri.getHost())), Optional.empty());
            default -> throw invalid("docker-host", text);
        };
    }

    /** Returns the host of {@code DOCKER_HOST}, or the default socket; see {@link #parse}. */
    public static DockerHost ofEnvironment(Map<String, String> environment) {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        return parse(host.isEmpty() ? "unix://" + DEFAULT_SOCKET : host, environment);
    }

    private static URI required(String text, URI uri, String part) {
        String kind = "docker-host";
        if (part == null
                && uri.getRawAuthority() != null
                && uri.getRawAuthority().contains("_")) {
            kind = "docker-host-underscore";
        } else if (uri.getPort() > 65535) {
            kind = "docker-host-port";
        } else if (part != null && !part.isEmpty() && !part.startsWith("-")) {
            return uri;
        }
        throw invalid(kind, text);
    }

    /** A URI with a password is invalid, but must not be repeated. */
    private static InvalidValueException invalid(String kind, String text) {
        return new InvalidValueException(kind, text.replaceAll("//[^/@]*:.*@", "//****@"));
    }

    private static URI withoutPassword(URI uri) {
        if (uri.getRawUserInfo() != null && uri.getRawUserInfo().contains(":")) {
            throw new InvalidValueException("docker-host-password");
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
            throw invalid("docker-host", text);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : certificates.isPresent() ? 2376 : 2375;
        return new DockerHost(URI.create("tcp://" + uri.getHost() + ":" + port), certificates);
    }

    private static Path certificates(Map<String, String> environment) {
        String folder = environment.getOrDefault("DOCKER_CERT_PATH", "");
        return folder.isEmpty() ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(folder);
    }

    /** Returns the URI, followed by {@code (TLS)} if certificates are set. */
    @Override
    public String toString() {
        return uri + (certificates.isPresent() ? " (TLS)" : "");
    }
}
