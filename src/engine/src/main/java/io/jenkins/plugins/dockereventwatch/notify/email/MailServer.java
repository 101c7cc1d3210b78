package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.text.Login;
import java.util.Optional;

/**
 * The address of a mail server.
 *
 * @param host host name or IP address
 * @param port 1 to 65535
 * @param security how the connection is protected
 * @param login empty: no login
 */
public record MailServer(String host, int port, Security security, Optional<Login> login) {

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
