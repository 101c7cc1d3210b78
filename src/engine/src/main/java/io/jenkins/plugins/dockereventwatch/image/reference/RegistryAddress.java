package io.jenkins.plugins.dockereventwatch.image.reference;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/**
 * A registry's host and port.
 *
 * @param host the host's name or address, one of IPv6 in brackets
 * @param port the port as written; empty where there is none
 */
public record RegistryAddress(String host, String port) {

    /** Docker Hub's registry by its other names. */
    private static final Set<String> HUB =
            Set.of(ImageReference.DOCKER_HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

    /** The ports of a registry that names none: with TLS, and without where an engine is told so. */
    private static final Set<String> DEFAULT_PORTS = Set.of("", "443", "80");

    public static RegistryAddress of(String domain) {
        int colon = domain.lastIndexOf(':');
        return colon < 0 || domain.endsWith("]")
                ? new RegistryAddress(domain, "")
                : new RegistryAddress(domain.substring(0, colon), domain.substring(colon + 1));
    }

    /** The host however it is written: in small letters, Docker Hub by one name, an address of IPv6 in full. */
    public String sameHost() {
        String small = host.toLowerCase(Locale.ROOT);
        if (HUB.contains(small)) {
            return ImageReference.DOCKER_HUB;
        }
        if (!small.startsWith("[")) {
            return small;
        }
        try {
            // An address in brackets is read, never looked up.
            InetAddress address = InetAddress.getByName(small);
            return address instanceof Inet4Address ? address.getHostAddress() : "[" + address.getHostAddress() + "]";
        } catch (UnknownHostException e) {
            return small;
        }
    }

    /** Whether a port is, or may be, the same as this one. */
    public boolean mayHavePort(String other) {
        return withoutZeros(port).equals(withoutZeros(other))
                || DEFAULT_PORTS.contains(withoutZeros(port)) && DEFAULT_PORTS.contains(withoutZeros(other));
    }

    private static String withoutZeros(String port) {
        return port.replaceFirst("^0+(?=.)", "");
    }
}
