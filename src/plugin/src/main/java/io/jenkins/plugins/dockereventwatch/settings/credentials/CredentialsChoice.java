package io.jenkins.plugins.dockereventwatch.settings.credentials;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.AbstractIdCredentialsListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Lists of selectable credentials. Users without permission to view credentials only see the selected one. */
public final class CredentialsChoice {

    private CredentialsChoice() {}

    public static ListBoxModel secretTexts(String current) {
        return choice(current, List.of(StringCredentials.class));
    }

    public static ListBoxModel sshKeys(String current) {
        return choice(current, List.of(SSHUserPrivateKey.class));
    }

    public static ListBoxModel logins(String current) {
        return choice(current, List.of(StandardUsernamePasswordCredentials.class));
    }

    public static ListBoxModel dockerHosts(String current) {
        return choice(
                current,
                DockerServerFiles.isOffered()
                        ? List.of(SSHUserPrivateKey.class, DockerServerFiles.type())
                        : List.of(SSHUserPrivateKey.class));
    }

    private static ListBoxModel choice(String current, List<Class<? extends StandardCredentials>> types) {
        StandardListBoxModel model = new StandardListBoxModel();
        String chosen = FormText.trimmed(current);
        if (!Jenkins.get().hasPermission(Jenkins.ADMINISTER)) {
            return model.includeCurrentValue(chosen);
        }
        AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> list = model.includeEmptyValue();
        for (Class<? extends StandardCredentials> type : types) {
            list = list.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), CredentialsMatchers.always());
        }
        return list.includeCurrentValue(chosen);
    }
}
