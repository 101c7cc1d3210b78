package io.jenkins.plugins.dockereventwatch.listener;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.Extension;
import hudson.XmlFile;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import hudson.tasks.Mailer;
import io.jenkins.plugins.dockereventwatch.form.SettingsListener;
import jenkins.model.JenkinsLocationConfiguration;

/**
 * Applies the settings again when settings of Jenkins that they refer to are saved: mail server, administrator's address,
 * credentials.
 */
@Extension
public final class OtherSettings extends SaveableListener {

    @Override
    public void onChange(Saveable saved, XmlFile file) {
        if (saved instanceof Mailer.DescriptorImpl
                || saved instanceof JenkinsLocationConfiguration
                || saved instanceof SystemCredentialsProvider) {
            SettingsListener.notifyAllListeners();
        }
    }
}
