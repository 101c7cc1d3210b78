package io.jenkins.plugins.dockereventwatch.build;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.PasswordCredentials;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * The secrets that a build may have passed to its containers: all credentials available to its job, whether or not they
 * are bound at the moment, and its password parameters. What is masked thus does not depend on when a container dies.
 */
public final class BuildSecrets {

    private static final int MAX_FILE_BYTES = 64 << 10;

    private BuildSecrets() {}

    public static SecretTexts of(Run<?, ?> run) {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = run.getParent();
            SecretTexts texts = of(CredentialsProvider.lookupCredentialsInItem(Credentials.class, job, ACL.SYSTEM2));
            ParametersAction parameters = run.getAction(ParametersAction.class);
            if (parameters != null) {
                for (ParameterValue parameter : parameters.getAllParameters()) {
                    if (parameter.isSensitive()) {
                        add(texts, parameter.getValue());
                    }
                }
            }
            return texts;
        }
    }

    /** Returns the secrets of Jenkins and of all folders, for containers whose build is not known or was deleted. */
    static SecretTexts ofJenkins() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            List<Credentials> all = new ArrayList<>(CredentialsProvider.lookupCredentialsInItemGroup(
                    Credentials.class, (ItemGroup<?>) null, ACL.SYSTEM2));
            for (Item item : Jenkins.get().getAllItems(Item.class)) {
                if (item instanceof ItemGroup<?> folder) {
                    all.addAll(
                            CredentialsProvider.lookupCredentialsInItemGroup(Credentials.class, folder, ACL.SYSTEM2));
                }
            }
            return of(all);
        }
    }

    private static void add(SecretTexts texts, Object value) {
        if (value instanceof Secret secret) {
            texts.add(secret.getPlainText());
        } else if (value != null) {
            texts.add(value.toString());
        }
    }

    private static SecretTexts of(List<Credentials> all) {
        SecretTexts texts = new SecretTexts();
        for (Credentials credentials : all) {
            if (credentials instanceof StringCredentials text) {
                add(texts, text.getSecret());
            }
            if (credentials instanceof PasswordCredentials password) {
                add(texts, password.getPassword());
            }
            if (credentials instanceof SSHUserPrivateKey key) {
                add(texts, key.getPassphrase());
                key.getPrivateKeys().forEach(texts::add);
            }
            if (credentials instanceof FileCredentials file) {
                texts.add(content(file));
            }
        }
        return texts;
    }

    private static String content(FileCredentials file) {
        try (InputStream in = file.getContent()) {
            return new String(in.readNBytes(MAX_FILE_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to read a secret file", e);
        }
    }
}
