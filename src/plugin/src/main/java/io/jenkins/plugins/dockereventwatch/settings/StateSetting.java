package io.jenkins.plugins.dockereventwatch.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialsChoice;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Where the state (alerts, silences, cursors) is stored: in the Jenkins home, or in a database shared with other
 * watchers.
 */
public final class StateSetting implements Describable<StateSetting> {

    private String url = "";
    private String credentialsId = "";

    /** Creates a setting for a folder in the Jenkins home. */
    @DataBoundConstructor
    public StateSetting() {}

    /** Returns the JDBC URL, {@code jdbc:postgresql://host[:port]/database}; empty for a folder in the Jenkins home. */
    public String getUrl() {
        return url;
    }

    /**
     * Sets the JDBC URL.
     *
     * @throws IllegalArgumentException if it contains a password, which would be stored in plain text
     */
    @DataBoundSetter
    public void setUrl(String url) {
        String text = FormText.trimmed(url);
        StateLocation.PostgreSql.rejectPassword(text);
        this.url = text;
    }

    /** Returns the ID of the credentials with the database user and password; empty for none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    /**
     * Returns the shared database.
     *
     * @return empty if the state is stored in the Jenkins home
     * @throws IllegalArgumentException if the URL is invalid or the credentials do not exist
     */
    public Optional<StateLocation.PostgreSql> shared(CredentialResolver credentials) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(StateLocation.PostgreSql.withoutPassword(
                url,
                credentialsId.isEmpty() ? Optional.empty() : Optional.of(credentials.databaseLogin(credentialsId))));
    }

    @Extension
    @Symbol("dockerEventState")
    public static final class DescriptorImpl extends Descriptor<StateSetting> {

        @Override
        public String getDisplayName() {
            return Messages.StateSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return FormChecks.text(value, text -> {
                if (!text.isEmpty()) {
                    StateLocation.PostgreSql.withoutPassword(text, Optional.empty());
                }
            });
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialsChoice.logins(credentialsId);
        }

        /** Tests the connection and the login without changing the database, and reports the result. */
        @POST
        public FormValidation doTestConnection(@QueryParameter String url, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            StateSetting entered = new StateSetting();
            entered.setCredentialsId(credentialsId);
            try (JenkinsCredentialResolver credentials = new JenkinsCredentialResolver()) {
                entered.setUrl(url);
                Optional<StateLocation.PostgreSql> shared = entered.shared(credentials);
                return FormValidation.ok(
                        shared.isEmpty()
                                ? Messages.StateSetting_Folder()
                                : Messages.StateSetting_Answers(Store.testConnection(shared.get())));
            } catch (IllegalArgumentException | StoreException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
