package io.jenkins.plugins.dockereventwatch.alert;

/** Where alerts go: an entry of {@code notifiers} in config.yml. */
public interface Notifier {

    /** Its name, as rules call it. */
    String name();
}
