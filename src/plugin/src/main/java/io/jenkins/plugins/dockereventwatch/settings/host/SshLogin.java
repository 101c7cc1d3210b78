package io.jenkins.plugins.dockereventwatch.settings.host;

import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialsChoice;
import io.jenkins.plugins.dockereventwatch.settings.credentials.LiveSurroundings;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProcessProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.util.Optional;

/** Login to hosts by ssh from the controller. */
public final class SshLogin {

    private SshLogin() {}

    /** Returns the selectable SSH credentials. */
    public static ListBoxModel choice(String current) {
        return CredentialsChoice.sshKeys(current);
    }

    /**
     * Creates the probe that reads a host.
     *
     * @param credentialsId the ID of SSH credentials; empty for the default keys of the controller's user
     * @throws IllegalArgumentException if the credentials do not exist or their key cannot be used
     */
    public static HostProbe probe(SshAddress address, String credentialsId, LiveSurroundings surroundings) {
        if (credentialsId.isEmpty()) {
            return ProcessProbe.ssh(address);
        }
        CredentialResolver.SshIdentity identity = surroundings.sshIdentity(credentialsId);
        return ProcessProbe.ssh(
                address.user().isPresent() || identity.user().isEmpty()
                        ? address
                        : new SshAddress(Optional.of(identity.user()), address.host(), address.port()),
                identity.key());
    }
}
