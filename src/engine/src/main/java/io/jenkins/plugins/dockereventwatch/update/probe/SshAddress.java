package io.jenkins.plugins.dockereventwatch.update.probe;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a machine for ssh.
 *
 * @param user empty: as configured in OpenSSH
 * @param host a name, an address, or an alias of OpenSSH's configuration
 * @param port empty: as configured in OpenSSH
 */
public record SshAddress(Optional<String> user, String host, Optional<Integer> port) {

    private static final Pattern FORM =
            Pattern.compile("(?:ssh://)?(?:(?<user>[A-Za-z0-9._@\\\\+][A-Za-z0-9._@\\\\+-]*)@)?"
                    + "(?:\\[(?!-)(?<bracketed>[\\p{L}\\p{Nd}._:%-]+)\\]|(?!-)(?<name>[\\p{L}\\p{Nd}._%-]+)"
                    + "|(?!-)(?<ipv6>[\\p{L}\\p{Nd}._%-]*(?::[\\p{L}\\p{Nd}._%-]*){2,}+))(?::(?<port>[0-9]{1,5}))?");

    /**
     * Parses an address.
     *
     * @throws IllegalArgumentException if it is malformed; the message is for the user
     */
    public static SshAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || parts.group("port") != null && Integer.parseInt(parts.group("port")) > 65535) {
            throw wrong(text);
        }
        String host = Stream.of("bracketed", "name", "ipv6")
                .map(parts::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        return new SshAddress(
                Optional.ofNullable(parts.group("user")),
                host,
                Optional.ofNullable(parts.group("port")).map(Integer::valueOf));
    }

    private static InvalidValueException wrong(String text) {
        boolean maybePassword = text.contains(":") && text.contains("@");
        return maybePassword
                ? new InvalidValueException("ssh-address-with-password")
                : new InvalidValueException("ssh-address", SafeText.abbreviate(text, 100));
    }

    @Override
    public String toString() {
        return "ssh://" + user.map(name -> name + "@").orElse("") + host
                + port.map(number -> ":" + number).orElse("");
    }
}
