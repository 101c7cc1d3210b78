package io.jenkins.plugins.dockereventwatch.event;

/** What can be wrong with a service or a host, with the actions of the events about it. */
public enum IncidentKind {
    /** No container of the service runs. */
    ABSENT("service", "absent", "running"),
    /** The health check of a container fails. */
    UNHEALTHY("service", "unhealthy", "healthy"),
    /** A container uses nearly all the memory that it may use. */
    MEMORY("service", "memory high", "memory normal"),
    /** The engine of a host does not answer. */
    UNREACHABLE("host", "unreachable", "reachable");

    /** The action of an event about a host whose events were not complete. */
    public static final String EVENTS_MISSED = "events missed";

    private final String type;
    private final String begin;
    private final String end;

    IncidentKind(String type, String begin, String end) {
        this.type = type;
        this.begin = begin;
        this.end = end;
    }

    /** Returns the type of the events. */
    public String type() {
        return type;
    }

    /** Returns the action of the event that reports an incident. */
    public String begin() {
        return begin;
    }

    /** Returns the action of the event that reports its end. */
    public String end() {
        return end;
    }
}
