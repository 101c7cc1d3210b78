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
import io.jenkins.plugins.dockereventwatch.settings.credentials.LiveSurroundings;
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

/** Where alerts, silences and how far hosts are dealt with are kept: in a folder of Jenkins, or shared with other watchers. */
public final class StateSetting implements Describable<StateSetting> {

    private String url = "";
    private String credentialsId = "";

    /** In a folder of Jenkins. */
    @DataBoundConstructor
    public StateSetting() {
        // All of it has defaults.
    }

    /** {@code jdbc:postgresql://host[:port]/database}; empty: in a folder of Jenkins. */
    public String getUrl() {
        return url;
    }

    /** Sets the database. */
    @DataBoundSetter
    public void setUrl(String url) {
        this.url = FormText.trimmed(url);
    }

    /** Credentials with the database's user and password; empty: none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Sets the credentials. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    /**
     * The database that is shared.
     *
     * @return empty: none
     * @throws IllegalArgumentException if it is none, or there are no such credentials
     */
    public Optional<StateLocation.PostgreSql> shared(CredentialResolver surroundings) {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parse(
                url,
                credentialsId.isEmpty() ? Optional.empty() : Optional.of(surroundings.databaseLogin(credentialsId))));
    }

    private static StateLocation.PostgreSql parse(String url, Optional<StateLocation.Login> login) {
        return StateLocation.PostgreSql.withoutPassword(url, login);
    }

    /** How it is entered. */
    @Extension
    @Symbol("dockerEventState")
    public static final class DescriptorImpl extends Descriptor<StateSetting> {

        @Override
        public String getDisplayName() {
            return Messages.StateSetting_DisplayName();
        }

        /** Checks the address as typed. */
        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            String text = FormText.trimmed(value);
            return FormChecks.check(() -> {
                if (!text.isEmpty()) {
                    parse(text, Optional.empty());
                }
            });
        }

        /** The credentials to choose from. */
        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialsChoice.logins(credentialsId);
        }

        /** Logs in, changes nothing, and tells what the database said. */
        @POST
        public FormValidation doTestConnection(@QueryParameter String url, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            StateSetting entered = new StateSetting();
            entered.setUrl(url);
            entered.setCredentialsId(credentialsId);
            try (LiveSurroundings surroundings = new LiveSurroundings()) {
                Optional<StateLocation.PostgreSql> shared = entered.shared(surroundings);
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
