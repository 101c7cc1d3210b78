package io.jenkins.plugins.dockereventwatch.settings.host;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.docker.DockerConnection;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.docker.EngineInfo;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialsChoice;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A Docker host to watch. */
public final class DockerHostSetting implements Describable<DockerHostSetting> {

    public final String name;

    /** {@code unix:///path}, {@code tcp://host:port} or {@code ssh://user@host:port/path}. */
    public final String uri;

    private String credentialsId = "";
    private boolean enabled = true;
    private boolean imagesForBuilds;

    /** Creates an enabled host without credentials. */
    @DataBoundConstructor
    public DockerHostSetting(String name, String uri) {
        this.name = FormText.trimmed(name);
        this.uri = FormText.trimmed(uri);
    }

    /**
     * Returns the ID of the credentials: Docker server credentials for tcp, SSH credentials for ssh; empty for none.
     */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    public boolean isEnabled() {
        return enabled;
    }

    @DataBoundSetter
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    /** Returns whether builds may check the host's images, which reveals the names of images and containers. */
    public boolean isImagesForBuilds() {
        return imagesForBuilds;
    }

    @DataBoundSetter
    public void setImagesForBuilds(boolean imagesForBuilds) {
        this.imagesForBuilds = imagesForBuilds;
    }

    /** Converts the setting to a host of the engine. */
    public DockerHost toHost(CredentialResolver credentials) {
        DockerHost host = parse(uri);
        if (credentialsId.isEmpty()) {
            return host;
        }
        return switch (host.uri().getScheme()) {
            case "tcp" -> {
                URI address = host.uri();
                // Without credentials the default port is the one without TLS.
                URI secure =
                        URI.create(uri).getPort() < 0 ? URI.create("tcp://" + address.getHost() + ":2376") : address;
                yield new DockerHost(secure, Optional.of(credentials.certificates(credentialsId)));
            }
            case "ssh" -> {
                CredentialResolver.SshIdentity identity = credentials.sshIdentity(credentialsId);
                yield new DockerHost(
                        withUser(host.uri(), identity.user()), Optional.empty(), Optional.of(identity.key()));
            }
            default -> throw new IllegalArgumentException(Messages.DockerHostSetting_NoCredentialsForSocket());
        };
    }

    private static DockerHost parse(String uri) {
        if (uri.contains("?")) {
            throw new IllegalArgumentException(Messages.DockerHostSetting_NoQuery());
        }
        return DockerHost.parse(uri, Map.of());
    }

    private static URI withUser(URI uri, String user) {
        if (uri.getRawUserInfo() != null || user.isEmpty()) {
            return uri;
        }
        return parse("ssh://" + user + "@" + uri.toString().substring("ssh://".length()))
                .uri();
    }

    @Extension
    @Symbol("dockerHost")
    public static final class DescriptorImpl extends Descriptor<DockerHostSetting> {

        /** Short, since an administrator waits for the page. */
        private static final Duration TEST_TIMEOUT = Duration.ofSeconds(10);

        @Override
        public String getDisplayName() {
            return Messages.DockerHostSetting_DisplayName();
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return FormChecks.required(value, Messages.DockerHostSetting_NoName());
        }

        @POST
        public FormValidation doCheckUri(@QueryParameter String value) {
            return FormChecks.text(value, DockerHostSetting::parse);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
            return CredentialsChoice.dockerHosts(credentialsId);
        }

        /** Tests the connection and reports the result. */
        @POST
        public FormValidation doTestConnection(
                @QueryParameter String name, @QueryParameter String uri, @QueryParameter String credentialsId) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            DockerHostSetting setting = new DockerHostSetting(name, uri);
            setting.setCredentialsId(credentialsId);
            try (JenkinsCredentialResolver credentials = new JenkinsCredentialResolver()) {
                return FormValidation.ok(connect(setting.toHost(credentials)));
            } catch (IllegalArgumentException e) {
                return FormValidation.error(FormText.message(e));
            }
        }

        /** Connects to a host. Returns its version and the difference of its clock, for the administrator. */
        private static String connect(DockerHost host) {
            try (DockerConnection connection = DockerConnection.open(host, TEST_TIMEOUT)) {
                connection.ping();
                Instant before = Instant.now();
                EngineInfo engine = connection.info();
                Instant halfWay =
                        before.plus(Duration.between(before, Instant.now()).dividedBy(2));
                double ahead = Duration.between(halfWay, engine.time()).toMillis() / 1000.0;
                // Without GET /info, the time is exact to one second.
                double tolerated = engine.forbidden().isEmpty() ? 1 : 2;
                Object running = engine.running().isPresent() ? engine.running().getAsInt() : "?";
                return Math.abs(ahead) < tolerated
                        ? Messages.DockerHostSetting_Connected(engine.text(), running)
                        : Messages.DockerHostSetting_ConnectedOtherTime(engine.text(), running, ahead);
            } catch (IOException e) {
                throw new IllegalArgumentException(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalArgumentException(Messages.DockerHostSetting_Interrupted());
            }
        }
    }
}
