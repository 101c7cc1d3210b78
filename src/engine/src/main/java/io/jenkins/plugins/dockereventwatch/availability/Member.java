package io.jenkins.plugins.dockereventwatch.availability;

/**
 * A part of a service that has to run: a container, or a service of compose or Swarm.
 *
 * @param service the name of the service in the configuration
 * @param name its name in alerts
 * @param host the host on which it was last seen running; empty: none yet
 */
record Member(String service, String name, String host) {

    /** Identifies a member. */
    record Key(String service, String name) {}

    Key key() {
        return new Key(service, name);
    }
}
