package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.notify.email.MailServer.Security;
import io.jenkins.plugins.dockereventwatch.text.HeaderText;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A mail notifier's address as docker-events-notifier has it:
 * {@code smtp://user:password@host:port?from=ADDRESS&to=ADDRESS&to=ADDRESS}.
 *
 * <p>It is read more kindly than a URL: the last {@code @} before the host ends the password, so that user names may be
 * addresses, and passwords may hold what a URL's may not.
 *
 * @param server the server
 * @param from the sender
 * @param to the recipients
 */
public record MailUrl(MailServer server, String from, List<String> to) {

    private static final String SHAPE = "smtp://user:password@host:port?from=ADDRESS&to=ADDRESS";

    /** Copies the list. */
    public MailUrl {
        to = List.copyOf(to);
    }

    /**
     * Reads an address.
     *
     * @param url the address, {@code smtp} or {@code smtps}; percent-encoding is undone in its parts
     * @throws IllegalArgumentException if it is none; the message says what is wrong and what is allowed, and holds
     *     neither user nor password
     */
    public static MailUrl parse(String url) {
        MailUrl parsed = parse(url, Optional.empty(), true);
        if (parsed.to.isEmpty()) {
            throw new IllegalArgumentException("the mail url has no recipient: add &to=ADDRESS, as in " + SHAPE);
        }
        return parsed;
    }

    /**
     * Reads an address that has no password, since that is kept elsewhere, and need not have recipients.
     *
     * @param url the address, as in {@link #parse(String)}, with {@code user@} at most
     * @param password goes with the user; empty: an empty one, or none without a user
     * @throws IllegalArgumentException as in {@link #parse(String)}, and if there is a password in it
     */
    public static MailUrl parseWithoutPassword(String url, Optional<Secret> password) {
        return parse(url, password, false);
    }

    private static MailUrl parse(String url, Optional<Secret> password, boolean passwordInUrl) {
        boolean tls = url.toLowerCase(Locale.ROOT).startsWith("smtps://");
        if (!tls && !url.toLowerCase(Locale.ROOT).startsWith("smtp://")) {
            throw new IllegalArgumentException("a mail url begins with smtp:// or smtps://, as in " + SHAPE);
        }
        String rest = url.substring(url.indexOf("://") + 3);
        int at = lastAtBeforeHost(rest);
        String place = rest.substring(at + 1);
        int question = place.indexOf('?');
        Query query = Query.of(question < 0 ? "" : place.substring(question + 1));
        String hostPort = (question < 0 ? place : place.substring(0, question)).replaceFirst("/$", "");
        Security security = security(tls, query.starttls);
        Optional<MailServer.Login> login = passwordInUrl ? login(rest, at) : user(rest, at, password);
        MailServer server = server(hostPort, security, login);
        if (query.from == null) {
            throw new IllegalArgumentException("the mail url has no sender: add ?from=ADDRESS, as in " + SHAPE);
        }
        return new MailUrl(server, query.from, query.to);
    }

    private static Optional<MailServer.Login> user(String rest, int at, Optional<Secret> password) {
        if (at < 0) {
            return Optional.empty();
        }
        String user = rest.substring(0, at);
        if (user.contains(":")) {
            throw new IllegalArgumentException("the password does not belong into the mail url but into credentials");
        }
        return Optional.of(new MailServer.Login(decoded(user), password.orElse(new Secret(""))));
    }

    /** The last {@code @} that a host and the query, or the end, follow; those of addresses in the query do not count. */
    private static int lastAtBeforeHost(String rest) {
        int query = rest.indexOf("?from=");
        for (String key : List.of("?to=", "?starttls=")) {
            int start = rest.indexOf(key);
            query = query < 0 || (start >= 0 && start < query) ? start : query;
        }
        return rest.lastIndexOf('@', query < 0 ? rest.length() : query);
    }

    private static Optional<MailServer.Login> login(String rest, int at) {
        if (at < 0) {
            return Optional.empty();
        }
        String login = rest.substring(0, at);
        int colon = login.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(
                    "the mail url names a user without a password; write user:password@host");
        }
        return Optional.of(new MailServer.Login(
                decoded(login.substring(0, colon)), new Secret(decoded(login.substring(colon + 1)))));
    }

    private static MailServer server(String hostPort, Security security, Optional<MailServer.Login> login) {
        int colon = hostPort.lastIndexOf(':');
        boolean hasPort = colon > hostPort.lastIndexOf(']');
        String host = hasPort ? hostPort.substring(0, colon) : hostPort;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || "/\\?#@[]<>\"".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("the mail url names no host; it is written " + SHAPE);
        }
        int port = security == Security.TLS ? 465 : 587;
        return new MailServer(host, hasPort ? port(hostPort.substring(colon + 1)) : port, security, login);
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("the mail url's port is no number from 1 to 65535");
        }
        return port;
    }

    private static Security security(boolean tls, String starttls) {
        if (starttls == null) {
            return tls ? Security.TLS : Security.STARTTLS_IF_OFFERED;
        }
        if (tls) {
            throw new IllegalArgumentException("smtps:// is TLS from the start; starttls goes with smtp:// only");
        }
        return switch (starttls) {
            case "required" -> Security.STARTTLS_REQUIRED;
            case "never" -> Security.NONE;
            default ->
                throw new IllegalArgumentException(
                        "the mail url's starttls is 'required' or 'never'; without it STARTTLS is used if offered");
        };
    }

    /** What follows the question mark. */
    private record Query(String from, List<String> to, String starttls) {

        static Query of(String query) {
            String from = null;
            List<String> to = new ArrayList<>();
            String starttls = null;
            for (String part : query.split("&")) {
                if (part.isEmpty()) {
                    continue;
                }
                int equals = part.indexOf('=');
                String key = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
                switch (key) {
                    case "from" -> from = from == null ? address("from", value) : from;
                    case "to" -> to.add(address("to", value));
                    case "starttls" -> starttls = value;
                    default ->
                        throw new IllegalArgumentException(
                                "the mail url has an unknown parameter; allowed are from, to and starttls");
                }
            }
            return new Query(from, to, starttls);
        }
    }

    /** Names the parameter, not its text: that may come from a secret. */
    private static String address(String parameter, String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (text.contains("@") && text.equals(HeaderText.oneLine(text))) {
                return address.getAddress();
            }
        } catch (AddressException e) {
            throw new IllegalArgumentException("what the mail url has for '" + parameter + "' is no mail address", e);
        }
        throw new IllegalArgumentException("what the mail url has for '" + parameter + "' is no mail address");
    }

    /** Percent-encoding undone; a lone percent sign stays, and so does a plus sign. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException lonePercent) {
            return text;
        }
    }
}
