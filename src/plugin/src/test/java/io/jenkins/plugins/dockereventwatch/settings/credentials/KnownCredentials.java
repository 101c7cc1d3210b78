package io.jenkins.plugins.dockereventwatch.settings.credentials;

import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The credentials and mail settings of a Jenkins that is not there. */
public final class KnownCredentials implements CredentialResolver {

    public final Map<String, String> secretTexts = new HashMap<>();
    public boolean hasMail = true;
    public boolean hasPolicy = true;
    public final ImagePolicy policy = ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemUTC());

    @Override
    public Secret secretText(String credentialsId) {
        if (!secretTexts.containsKey(credentialsId)) {
            throw new IllegalArgumentException("no credentials " + credentialsId);
        }
        return new Secret(secretTexts.get(credentialsId));
    }

    @Override
    public Path certificates(String credentialsId) {
        return Path.of("/keys", credentialsId);
    }

    @Override
    public SshIdentity sshIdentity(String credentialsId) {
        return new SshIdentity("watcher", Path.of("/keys", credentialsId, "id"));
    }

    @Override
    public Login databaseLogin(String credentialsId) {
        if (!credentialsId.equals("watch-db")) {
            throw new IllegalArgumentException("no credentials " + credentialsId);
        }
        return new Login("watch", new Secret("s3cret"));
    }

    @Override
    public ImagePolicy imagePolicy() {
        if (!hasPolicy) {
            throw new IllegalArgumentException("a pattern that is none");
        }
        return policy;
    }

    @Override
    public MailSettings mailSettings() {
        if (!hasMail) {
            throw new IllegalArgumentException("no mail server");
        }
        return new MailSettings(
                new MailServer("mail.example.org", 25, MailServer.Security.NONE, Optional.empty()),
                "jenkins@example.org");
    }
}
