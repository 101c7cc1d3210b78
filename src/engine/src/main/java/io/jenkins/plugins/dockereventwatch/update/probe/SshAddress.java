package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.util.Optional;

/**
 * A machine that is reached by ssh.
 *
 * @param user empty: as OpenSSH's configuration says
 * @param host its name there, or its address
 * @param port empty: as OpenSSH's configuration says
 */
public record SshAddress(Optional<String> user, String host, Optional<Integer> port) {

    private static final String ALLOWED = "allowed is [ssh://][user@]host[:port], with [brackets] around IPv6";

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none; the message says what is allowed
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
        boolean sound = host.chars().allMatch(c -> Character.isLetterOrDigit(c) || ".-_:%".indexOf(c) >= 0);
        if (host.isEmpty() || host.startsWith("-") || !sound || (at >= 0 && !isUser(user))) {
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
        String shown = text.contains(":") && text.contains("@") ? "this" : "'" + SafeText.abbreviate(text, 100) + "'";
        return new IllegalArgumentException(shown + " is no host to reach by ssh: " + ALLOWED + "; log in by keys");
    }

    /** {@code ssh://user@host:port}. */
    @Override
    public String toString() {
        return "ssh://" + user.map(name -> name + "@").orElse("") + host
                + port.map(number -> ":" + number).orElse("");
    }
}
