package org.jenkinsci.plugins.docker.commons.credentials;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.impl.BaseStandardCredentials;
import hudson.util.Secret;

public class DockerServerCredentials extends BaseStandardCredentials {
    public DockerServerCredentials(
            CredentialsScope scope,
            String id,
            String description,
            Secret clientKeySecret,
            String clientCertificate,
            String serverCaCertificate) {
        super(scope, id, description);
    }

    public native Secret getClientKeySecret();

    public native String getClientCertificate();

    public native String getServerCaCertificate();
}
