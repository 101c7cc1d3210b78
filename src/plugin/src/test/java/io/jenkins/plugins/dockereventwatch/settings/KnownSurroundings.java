package io.jenkins.plugins.dockereventwatch.settings;

import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.image.policy.PolicySettings;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The credentials and mail settings of a Jenkins that is not there. */
final class KnownSurroundings implements Surroundings {

    final Map<String, String> secretTexts = new HashMap<>();
    boolean hasMail = true;
    boolean hasPolicy = true;
    final ImagePolicy policy = ImagePolicy.of(PolicySettings.OFFICIAL_ONLY, Clock.systemUTC());

    @Override
    public Secret secretText(String credentialsId) throws UnusableSettingException {
        if (!secretTexts.containsKey(credentialsId)) {
            throw new UnusableSettingException("no credentials " + credentialsId);
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
    public StateLocation.Login databaseLogin(String credentialsId) throws UnusableSettingException {
        if (!credentialsId.equals("watch-db")) {
            throw new UnusableSettingException("no credentials " + credentialsId);
        }
        return new StateLocation.Login("watch", "s3cret");
    }

    @Override
    public ImagePolicy imagePolicy() throws UnusableSettingException {
        if (!hasPolicy) {
            throw new UnusableSettingException("a pattern that is none");
        }
        return policy;
    }

    @Override
    public MailSettings mailSettings() throws UnusableSettingException {
        if (!hasMail) {
            throw new UnusableSettingException("no mail server");
        }
        return new MailSettings(
                new MailServer("mail.example.org", 25, MailServer.Security.NONE, Optional.empty()),
                "jenkins@example.org");
    }
}
