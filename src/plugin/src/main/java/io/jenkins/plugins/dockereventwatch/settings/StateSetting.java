package io.jenkins.plugins.dockereventwatch.settings;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.form.AsTyped;
import io.jenkins.plugins.dockereventwatch.form.InvalidSettingException;
import io.jenkins.plugins.dockereventwatch.form.Text;
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
        this.url = Text.trimmed(url);
    }

    /** Credentials with the database's user and password; empty: none. */
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Sets the credentials. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Text.trimmed(credentialsId);
    }

    /**
     * The database that is shared.
     *
     * @return empty: none
     * @throws InvalidSettingException if it is none, or there are no such credentials
     */
    public Optional<StateLocation.PostgreSql> shared(CredentialResolver surroundings) throws InvalidSettingException {
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(parse(
                url,
                credentialsId.isEmpty() ? Optional.empty() : Optional.of(surroundings.databaseLogin(credentialsId))));
    }

    private static StateLocation.PostgreSql parse(String url, Optional<StateLocation.Login> login)
            throws InvalidSettingException {
        try {
            return StateLocation.PostgreSql.withoutPassword(url, login);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingException(e.getMessage());
        }
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
            String text = Text.trimmed(value);
            return AsTyped.check(() -> {
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
                                : Messages.StateSetting_Answers(Store.greet(shared.get())));
            } catch (InvalidSettingException | StoreException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
