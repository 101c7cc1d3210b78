package io.jenkins.plugins.dockereventwatch.notify.email;

import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.util.Optional;

/**
 * How to reach a mail server.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param security how the connection is protected
 * @param login user and password; empty: none
 */
public record MailServer(String host, int port, Security security, Optional<Login> login) {

    /** How the connection is protected. Certificates and host names are always verified. */
    public enum Security {
        /** In the clear. */
        NONE,
        /** STARTTLS when the server offers it. */
        STARTTLS_IF_OFFERED,
        /** STARTTLS, else no mail is sent. */
        STARTTLS_REQUIRED,
        /** TLS from the start. */
        TLS
    }

    /**
     * Who logs in.
     *
     * @param user not empty
     * @param password perhaps empty
     */
    public record Login(String user, Secret password) {}
}
