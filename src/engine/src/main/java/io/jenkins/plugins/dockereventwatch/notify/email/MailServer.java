package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.text.Login;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a mail server.
 *
 * @param host host name or IP address
 * @param port 1 to 65535
 * @param security how the connection is protected; a password is sent without TLS only to this machine, or by
 *     {@link Security#NONE}
 * @param login empty: no login
 */
public record MailServer(String host, int port, Security security, Optional<Login> login) {

    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost\\.?|127(\\.\\d{1,3}){3}|(0*:)+0*1");

    public MailServer {
        boolean hasPassword =
                login.isPresent() && !login.get().password().reveal().isEmpty();
        if (security == Security.STARTTLS_IF_OFFERED
                && hasPassword
                && !LOOPBACK.matcher(host).matches()) {
            security = Security.STARTTLS_REQUIRED;
        }
    }

    /** How the connection is protected. Certificates and host names are always verified. */
    public enum Security {
        /** Unencrypted. */
        NONE,
        /** STARTTLS if the server offers it, otherwise unencrypted. */
        STARTTLS_IF_OFFERED,
        /** STARTTLS; if the server does not offer it, no mail is sent. */
        STARTTLS_REQUIRED,
        /** TLS for the whole connection. */
        TLS
    }
}
