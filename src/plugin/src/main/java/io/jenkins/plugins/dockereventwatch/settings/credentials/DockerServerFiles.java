package io.jenkins.plugins.dockereventwatch.settings.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.PluginWrapper;
import hudson.util.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials;

/** Docker server credentials, which the plugin docker-commons defines where it is installed. */
final class DockerServerFiles {

    private DockerServerFiles() {}

    /** Whether there are such credentials in this Jenkins; nothing else here may be called where there are not. */
    static boolean isOffered() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("docker-commons");
        return plugin != null && plugin.isActive();
    }

    static Class<? extends StandardCredentials> type() {
        return DockerServerCredentials.class;
    }

    /** The contents of the files by their names. */
    static Map<String, String> of(StandardCredentials credentials) {
        DockerServerCredentials server = (DockerServerCredentials) credentials;
        Secret key = server.getClientKeySecret();
        Map<String, String> files = new LinkedHashMap<>();
        files.put("ca.pem", server.getServerCaCertificate());
        files.put("cert.pem", server.getClientCertificate());
        files.put("key.pem", key == null ? null : key.getPlainText());
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getValue() == null || file.getValue().isBlank()) {
                throw new IllegalArgumentException(Messages.DockerServerFiles_Missing(server.getId(), file.getKey()));
            }
        }
        return files;
    }
}
