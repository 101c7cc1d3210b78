package io.jenkins.plugins.dockereventwatch.settings.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.security.ACL;
import hudson.tasks.Mailer;
import hudson.tasks.SMTPAuthentication;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.form.Recipients;
import io.jenkins.plugins.dockereventwatch.image.policy.ImagePolicy;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.MailServer.Security;
import io.jenkins.plugins.dockereventwatch.settings.policy.ImagePolicyConfiguration;
import io.jenkins.plugins.dockereventwatch.text.Login;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Resolves credentials and settings of this Jenkins. Closing it deletes the key files. */
public final class JenkinsCredentialResolver implements CredentialResolver, AutoCloseable {

    private static final String KEY = "id";

    private final KeyFiles keys = new KeyFiles();

    @Override
    public Secret secretText(String credentialsId) {
        return new Secret(
                find(StringCredentials.class, credentialsId).getSecret().getPlainText());
    }

    @Override
    public Path certificates(String credentialsId) {
        if (!DockerServerFiles.isOffered()) {
            throw new IllegalArgumentException(Messages.JenkinsCredentialResolver_NoDockerCommons());
        }
        return folder(credentialsId, DockerServerFiles.of(find(DockerServerFiles.type(), credentialsId)));
    }

    @Override
    public SshIdentity sshIdentity(String credentialsId) {
        SSHUserPrivateKey credentials = find(SSHUserPrivateKey.class, credentialsId);
        hudson.util.Secret passphrase = credentials.getPassphrase();
        if (passphrase != null && !passphrase.getPlainText().isEmpty()) {
            throw new IllegalArgumentException(Messages.JenkinsCredentialResolver_Passphrase(credentialsId));
        }
        List<String> keyTexts = credentials.getPrivateKeys();
        if (keyTexts.isEmpty()) {
            throw new IllegalArgumentException(Messages.JenkinsCredentialResolver_NoKey(credentialsId));
        }
        Path folder = folder(credentialsId, Map.of(KEY, keyTexts.get(0)));
        return new SshIdentity(FormText.trimmed(credentials.getUsername()), folder.resolve(KEY));
    }

    @Override
    public Login databaseLogin(String credentialsId) {
        StandardUsernamePasswordCredentials found = find(StandardUsernamePasswordCredentials.class, credentialsId);
        return new Login(
                FormText.trimmed(found.getUsername()),
                new Secret(found.getPassword().getPlainText()));
    }

    private Path folder(String credentialsId, Map<String, String> contents) {
        try {
            return keys.folder(contents);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    Messages.JenkinsCredentialResolver_NotWritten(credentialsId, e.getMessage()));
        }
    }

    private static <C extends StandardCredentials> C find(Class<C> type, String id) {
        List<C> all = CredentialsProvider.lookupCredentialsInItemGroup(type, Jenkins.get(), ACL.SYSTEM2, List.of());
        C found = CredentialsMatchers.firstOrNull(all, CredentialsMatchers.withId(id));
        if (found == null) {
            throw new IllegalArgumentException(Messages.JenkinsCredentialResolver_NoCredentials(id));
        }
        return found;
    }

    @Override
    public ImagePolicy imagePolicy() {
        return ImagePolicyConfiguration.get().policy();
    }

    @Override
    public MailSettings mailSettings() {
        Mailer.DescriptorImpl mailer = Mailer.descriptor();
        Optional<Login> login = Optional.ofNullable(mailer.getAuthentication())
                .filter(known -> !FormText.trimmed(known.getUsername()).isEmpty())
                .map(known -> new Login(known.getUsername(), password(known)));
        return new MailSettings(server(mailer, login), sender());
    }

    private static Secret password(SMTPAuthentication login) {
        return new Secret(login.getPassword() == null ? "" : login.getPassword().getPlainText());
    }

    /** Returns the mail server as the Mailer plugin configures it. */
    private static MailServer server(Mailer.DescriptorImpl mailer, Optional<Login> login) {
        Security security =
                mailer.getUseSsl() ? Security.TLS : mailer.getUseTls() ? Security.STARTTLS_REQUIRED : Security.NONE;
        String host = FormText.trimmed(mailer.getSmtpHost());
        String port = FormText.trimmed(mailer.getSmtpPort());
        if (host.isEmpty()) {
            throw new IllegalArgumentException(Messages.JenkinsCredentialResolver_NoMailServer());
        }
        int usual = security == Security.TLS ? 465 : security == Security.STARTTLS_REQUIRED ? 587 : 25;
        try {
            return new MailServer(host, port.isEmpty() ? usual : Integer.parseInt(port), security, login);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Messages.JenkinsCredentialResolver_NoMailServer());
        }
    }

    private static String sender() {
        String admin = JenkinsLocationConfiguration.get().getAdminAddress();
        String address = Recipients.bare(admin);
        if (address.endsWith("@nowhere")) {
            throw new IllegalArgumentException(Messages.JenkinsCredentialResolver_NoSender());
        }
        return address;
    }

    @Override
    public void close() {
        keys.close();
    }
}
