package io.jenkins.plugins.dockereventwatch.settings.credentials;

import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.nio.file.Path;

/** What settings refer to: the credentials and mail settings of a Jenkins. */
public interface CredentialResolver {

    /**
     * A mail server and a sender.
     *
     * @param server where mail goes out
     * @param from the sender's address
     */
    record MailSettings(MailServer server, String from) {}

    /**
     * The content of secret text credentials.
     *
     * @throws IllegalArgumentException if there are none of this id
     */
    Secret secretText(String credentialsId);

    /**
     * A folder with {@code ca.pem}, {@code cert.pem} and {@code key.pem} of Docker server credentials.
     *
     * @throws IllegalArgumentException if there are none of this id, or one of the three is missing
     */
    Path certificates(String credentialsId);

    /**
     * A file with the private key of SSH credentials, and whose it is.
     *
     * @throws IllegalArgumentException if there are none of this id, or the key cannot be used
     */
    SshIdentity sshIdentity(String credentialsId);

    /**
     * A private key.
     *
     * @param user who logs in with it; perhaps empty
     * @param key a file that only we can read
     */
    record SshIdentity(String user, Path key) {}

    /**
     * The user and password of credentials.
     *
     * @throws IllegalArgumentException if there are none of this id
     */
    StateLocation.Login databaseLogin(String credentialsId);

    /**
     * Which images may be used; the same object until it changes.
     *
     * @throws IllegalArgumentException if that cannot be told
     */
    ImagePolicy imagePolicy();

    /**
     * The mail settings of Jenkins.
     *
     * @throws IllegalArgumentException if there are none
     */
    MailSettings mailSettings();
}
