package io.jenkins.plugins.dockereventwatch.settings.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.PluginWrapper;
import hudson.util.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.docker.commons.credentials.DockerServerCredentials;

/** Reads Docker server credentials, which are defined by the plugin docker-commons. */
final class DockerServerFiles {

    private DockerServerFiles() {}

    /** Returns whether docker-commons is installed. Other methods must not be called otherwise. */
    static boolean isOffered() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("docker-commons");
        return plugin != null && plugin.isActive();
    }

    static Class<? extends StandardCredentials> type() {
        return DockerServerCredentials.class;
    }

    /** Returns the contents of the files by file name. */
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
