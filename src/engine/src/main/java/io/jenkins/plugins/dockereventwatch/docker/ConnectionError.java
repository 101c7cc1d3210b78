package io.jenkins.plugins.dockereventwatch.docker;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import javax.net.ssl.SSLException;

/** Explains why a Docker Engine could not be reached. */
final class ConnectionError {

    private ConnectionError() {}

    /** Returns an exception whose message states what is wrong and what to do. */
    static IOException explain(DockerHost host, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null && !(root instanceof SSLException)) {
            root = root.getCause();
        }
        return new IOException(reason(host, root), cause);
    }

    private static String reason(DockerHost host, Throwable root) {
        String message = String.valueOf(root.getMessage());
        if (root instanceof UnknownHostException) {
            return "no such host: " + host.uri().getHost();
        }
        if (root instanceof SSLException) {
            return "TLS failed: " + message;
        }
        if (root instanceof AccessDeniedException || message.contains("Permission denied")) {
            return "permission denied; the user needs to be in the group that owns the socket, usually 'docker'";
        }
        if (message.contains("No such file")) {
            return "there is no such socket; is Docker installed and running?";
        }
        if (root instanceof ConnectException) {
            return "nothing answers there (" + message + "); is Docker running?";
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : message;
    }
}
