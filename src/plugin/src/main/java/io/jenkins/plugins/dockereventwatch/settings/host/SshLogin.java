package io.jenkins.plugins.dockereventwatch.settings.host;

import hudson.util.ListBoxModel;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialResolver;
import io.jenkins.plugins.dockereventwatch.settings.credentials.CredentialsChoice;
import io.jenkins.plugins.dockereventwatch.settings.credentials.LiveSurroundings;
import io.jenkins.plugins.dockereventwatch.update.probe.HostProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.ProcessProbe;
import io.jenkins.plugins.dockereventwatch.update.probe.SshAddress;
import java.util.Optional;

/** Logging in to hosts by ssh, from the controller. */
public final class SshLogin {

    private SshLogin() {}

    /** SSH credentials to choose from. */
    public static ListBoxModel choice(String current) {
        return CredentialsChoice.sshKeys(current);
    }

    /**
     * What reads a host.
     *
     * @param credentialsId of SSH credentials; empty: with what ssh of the controller's user finds
     * @throws IllegalArgumentException if there are none of this id, or their key cannot be used
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
