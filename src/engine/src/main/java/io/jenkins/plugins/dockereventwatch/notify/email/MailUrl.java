package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.notify.email.MailServer.Security;
import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
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
 * The URL of a mail notifier, as in docker-events-notifier:
 * {@code smtp://user:password@host:port?from=ADDRESS&to=ADDRESS&to=ADDRESS}.
 *
 * <p>The rules are more lenient than for other URLs: the last {@code @} before the host ends the password, so that users
 * may be addresses, and passwords may contain any characters. Exceptions contain neither user nor password.
 *
 * @param server the mail server
 * @param from the sender
 * @param to the recipients; may be empty
 */
public record MailUrl(MailServer server, String from, List<String> to) {

    private static final String FORMAT = "smtp://user:password@host:port?from=ADDRESS&to=ADDRESS";

    public MailUrl {
        to = List.copyOf(to);
    }

    /**
     * Parses a URL with at least one recipient.
     *
     * @param url {@code smtp} or {@code smtps}; its parts may be percent-encoded
     * @throws IllegalArgumentException if the URL is invalid
     */
    public static MailUrl parse(String url) {
        MailUrl parsed = parse(url, MailUrl::login);
        if (parsed.to.isEmpty()) {
            throw new InvalidValueException("mail-recipient", FORMAT);
        }
        return parsed;
    }

    /**
     * Parses a URL without a password, which is stored elsewhere. Recipients are optional.
     *
     * @param url as in {@link #parse(String)}, with a user at most
     * @param password the password of the user; empty: the empty password
     * @throws IllegalArgumentException if the URL is invalid or contains a password
     */
    public static MailUrl parseWithoutPassword(String url, Optional<Secret> password) {
        rejectPassword(url);
        return parse(url, user -> new Login(decode(user), password.orElse(new Secret(""))));
    }

    /**
     * Checks that a URL, which may be invalid otherwise, contains no password.
     *
     * @throws IllegalArgumentException if it does; the message does not contain it
     */
    public static void rejectPassword(String url) {
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + 3);
        int at = lastAtBeforeHost(rest);
        if (at >= 0 && rest.substring(0, at).contains(":")
                || url.toLowerCase(Locale.ROOT).contains("password=")) {
            throw new InvalidValueException("mail-password");
        }
    }

    private interface LoginParser {
        Login parse(String text);
    }

    private static MailUrl parse(String url, LoginParser logins) {
        boolean tls = url.toLowerCase(Locale.ROOT).startsWith("smtps://");
        if (!tls && !url.toLowerCase(Locale.ROOT).startsWith("smtp://")) {
            throw new InvalidValueException("mail-scheme", FORMAT);
        }
        String rest = url.substring(url.indexOf("://") + 3);
        int at = lastAtBeforeHost(rest);
        String location = rest.substring(at + 1);
        int question = location.indexOf('?');
        Query query = Query.parse(question < 0 ? "" : location.substring(question + 1));
        String hostPort = (question < 0 ? location : location.substring(0, question)).replaceFirst("/$", "");
        Security security = security(tls, query.starttls);
        Optional<Login> login = at < 0 ? Optional.empty() : Optional.of(logins.parse(rest.substring(0, at)));
        MailServer server = server(hostPort, security, login);
        if (query.from == null) {
            throw new InvalidValueException("mail-sender", FORMAT);
        }
        return new MailUrl(server, query.from, query.to);
    }

    /** Returns the index of the last {@code @} that is not part of an address in the query; -1 if there is none. */
    private static int lastAtBeforeHost(String rest) {
        int query = rest.indexOf("?from=");
        for (String key : List.of("?to=", "?starttls=")) {
            int start = rest.indexOf(key);
            query = query < 0 || (start >= 0 && start < query) ? start : query;
        }
        return rest.lastIndexOf('@', query < 0 ? rest.length() : query);
    }

    private static Login login(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidValueException("mail-user");
        }
        return new Login(decode(text.substring(0, colon)), new Secret(decode(text.substring(colon + 1))));
    }

    private static MailServer server(String hostPort, Security security, Optional<Login> login) {
        int colon = hostPort.lastIndexOf(':');
        boolean hasPort = colon > hostPort.lastIndexOf(']');
        String host = hasPort ? hostPort.substring(0, colon) : hostPort;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || "/\\?#@[]<>\"".indexOf(c) >= 0)) {
            throw new InvalidValueException("mail-host", FORMAT);
        }
        int port = security == Security.TLS ? 465 : 587;
        return new MailServer(host, hasPort ? port(hostPort.substring(colon + 1)) : port, security, login);
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65535) {
            throw new InvalidValueException("mail-port");
        }
        return port;
    }

    private static Security security(boolean tls, String starttls) {
        if (starttls == null) {
            return tls ? Security.TLS : Security.STARTTLS_IF_OFFERED;
        }
        if (tls) {
            throw new InvalidValueException("mail-starttls-with-tls");
        }
        return switch (starttls) {
            case "required" -> Security.STARTTLS_REQUIRED;
            case "never" -> Security.NONE;
            default -> throw new InvalidValueException("mail-starttls");
        };
    }

    private record Query(String from, List<String> to, String starttls) {

        static Query parse(String query) {
            String from = null;
            List<String> to = new ArrayList<>();
            String starttls = null;
            for (String part : query.split("&")) {
                if (part.isEmpty()) {
                    continue;
                }
                int equals = part.indexOf('=');
                String key = equals < 0 ? part : part.substring(0, equals);
                String value = equals < 0 ? "" : decode(part.substring(equals + 1));
                switch (key) {
                    case "from" -> from = from == null ? address("from", value) : from;
                    case "to" -> to.add(address("to", value));
                    case "starttls" -> starttls = value;
                    default -> throw new InvalidValueException("mail-parameter");
                }
            }
            return new Query(from, to, starttls);
        }
    }

    /** Names the parameter but not its value, which may come from a secret. */
    private static String address(String parameter, String text) {
        try {
            InternetAddress address = new InternetAddress(text, true);
            if (text.contains("@") && SafeText.isOneLine(text)) {
                return address.getAddress();
            }
        } catch (AddressException e) {
            // Its message contains the address.
        }
        throw new InvalidValueException("mail-address", parameter);
    }

    /** Decodes percent-encoded characters; plus signs and percent signs of invalid codes remain. */
    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException lonePercent) {
            return text;
        }
    }
}
