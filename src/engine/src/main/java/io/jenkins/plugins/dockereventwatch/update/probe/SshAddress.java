package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.util.Optional;

/**
 * The address of a machine for ssh.
 *
 * @param user empty: as configured in OpenSSH
 * @param host a name, an address, or an alias of OpenSSH's configuration
 * @param port empty: as configured in OpenSSH
 */
public record SshAddress(Optional<String> user, String host, Optional<Integer> port) {

    private static final String EXPECTED = "expected [ssh://][user@]host[:port], with [brackets] around IPv6";

    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException if it is malformed; the message is for the user
     */
    public static SshAddress parse(String text) {
        String rest = text.startsWith("ssh://") ? text.substring("ssh://".length()) : text;
        int at = rest.lastIndexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at);
        String host = rest.substring(at + 1);
        Optional<Integer> port = Optional.empty();
        int colon = host.lastIndexOf(':');
        boolean bare = !host.startsWith("[") && host.indexOf(':') != colon;
        if (colon > host.lastIndexOf(']') && !bare) {
            String digits = host.substring(colon + 1);
            if (!Digits.all(digits) || digits.length() > 5 || Integer.parseInt(digits) > 65535) {
                throw wrong(text);
            }
            port = Optional.of(Integer.parseInt(digits));
            host = host.substring(0, colon);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        boolean valid = host.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_:%".indexOf(c) >= 0);
        if (host.isEmpty() || host.startsWith("-") || !valid || (at >= 0 && !isUser(user))) {
            throw wrong(text);
        }
        return new SshAddress(at < 0 ? Optional.empty() : Optional.of(user), host, port);
    }

    private static boolean isUser(String user) {
        return !user.isEmpty()
                && !user.startsWith("-")
                && user.chars().allMatch(c -> c < 0x7f && (Character.isLetterOrDigit(c) || "._-@\\+".indexOf(c) >= 0));
    }

    private static IllegalArgumentException wrong(String text) {
        // The text may contain a password.
        String shown = text.contains(":") && text.contains("@") ? "" : " '" + SafeText.abbreviate(text, 100) + "'";
        return new IllegalArgumentException(
                "Invalid ssh address" + shown + ": " + EXPECTED + "; passwords are not supported");
    }

    @Override
    public String toString() {
        return "ssh://" + user.map(name -> name + "@").orElse("") + host
                + port.map(number -> ":" + number).orElse("");
    }
}
