package io.jenkins.plugins.dockereventwatch.settings.credentials;

import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.nio.file.Path;

/**
 * Resolves the credentials and mail settings that the settings refer to. Every method throws an
 * {@link IllegalArgumentException} for users if they do not exist or cannot be used.
 */
public interface CredentialResolver {

    /**
     * A mail server and a sender.
     *
     * @param server the outgoing mail server
     * @param from the sender's address
     */
    record MailSettings(MailServer server, String from) {}

    Secret secretText(String credentialsId);

    /** Returns a folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem} of Docker server credentials. */
    Path certificates(String credentialsId);

    /** Returns the user and a private key file of SSH credentials. */
    SshIdentity sshIdentity(String credentialsId);

    /**
     * A private key.
     *
     * @param user the login name; may be empty
     * @param key a file that only the user of the Jenkins process can read
     */
    record SshIdentity(String user, Path key) {}

    Login databaseLogin(String credentialsId);

    /** Returns the image policy; the same object until the policy changes. */
    ImagePolicy imagePolicy();

    MailSettings mailSettings();
}
