package io.jenkins.plugins.dockereventwatch.settings.importer;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.dockereventwatch.text.Secret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;

/** Stores secrets as secret text credentials in system scope, which jobs cannot use. */
public final class SystemCredentials implements ConfigYmlImport.SecretKeeper {

    private final List<StringCredentialsImpl> added = new ArrayList<>();

    @Override
    public String keep(String notifier, Secret secret) {
        String id = "docker-event-watch-" + UUID.randomUUID();
        added.add(new StringCredentialsImpl(
                CredentialsScope.SYSTEM,
                id,
                Messages.SystemCredentials_Description(notifier),
                hudson.util.Secret.fromString(secret.reveal())));
        return id;
    }

    public void save() throws IOException {
        if (!added.isEmpty()) {
            SystemCredentialsProvider provider = SystemCredentialsProvider.getInstance();
            provider.getCredentials().addAll(added);
            provider.save();
        }
    }
}
