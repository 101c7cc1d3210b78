package io.jenkins.plugins.dockereventwatch.image.reference;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * The host and port of a registry.
 *
 * @param host the host name or address; an IPv6 address in brackets
 * @param port the port as written; empty if there is none
 */
public record RegistryAddress(String host, String port) {

    private static final Set<String> HUB =
            Set.of(ImageReference.DOCKER_HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    /** The ports of a registry without a port: with TLS, or without TLS if the engine is configured so. */
    private static final Set<String> DEFAULT_PORTS = Set.of("", "443", "80");

    /** Parses the domain of an image reference. */
    public static RegistryAddress of(String domain) {
        int colon = domain.lastIndexOf(':');
        return colon < 0 || domain.endsWith("]")
                ? new RegistryAddress(domain, "")
                : new RegistryAddress(domain.substring(0, colon), domain.substring(colon + 1));
    }

    /** Returns the canonical host: in lower case, {@code docker.io} for Docker Hub, IPv6 addresses in full. */
    public String canonicalHost() {
        String lowerCase = host.toLowerCase(Locale.ROOT);
        if (HUB.contains(lowerCase)) {
            return ImageReference.DOCKER_HUB;
        }
        if (!lowerCase.startsWith("[")) {
            return lowerCase;
        }
        try {
            // An address in brackets is parsed, never resolved.
            InetAddress address = InetAddress.getByName(lowerCase);
            return address instanceof Inet4Address ? address.getHostAddress() : "[" + address.getHostAddress() + "]";
        } catch (UnknownHostException e) {
            return lowerCase;
        }
    }

    /** Returns whether the other port is equal, or both can be the default port. */
    public boolean mayHavePort(String other) {
        return withoutZeros(port).equals(withoutZeros(other))
                || DEFAULT_PORTS.contains(withoutZeros(port)) && DEFAULT_PORTS.contains(withoutZeros(other));
    }

    private static String withoutZeros(String port) {
        return port.replaceFirst("^0+(?=.)", "");
    }
}
