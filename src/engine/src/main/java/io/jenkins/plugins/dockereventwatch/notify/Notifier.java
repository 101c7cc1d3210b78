package io.jenkins.plugins.dockereventwatch.notify;

/** Where alerts go: an entry of {@code notifiers} in config.yml. */
public interface Notifier {

    /** Its name, as rules call it. */
    String name();
}
