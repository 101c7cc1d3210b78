package io.jenkins.plugins.dockereventwatch.overview;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An alert as the page remembers it. Kept in a file, so all of it is plain; of the container's log nothing. */
final class AlertRecord {

    private static final int LONGEST = 300;

    final long timeNano;
    final String host;
    final String action;
    final String container;
    final String containerId;
    final String image;
    final String exitCode;
    final boolean outOfMemory;
    final ArrayList<String> rules;

    /** The build's job and number; null and 0: none is known. */
    final String job;

    final int build;

    AlertRecord(Alert alert) {
        this(alert, alert.rules());
    }

    private AlertRecord(Alert alert, List<String> titles) {
        DockerEvent event = alert.event();
        this.timeNano = event.timeNano();
        this.host = cut(alert.hostLabel());
        this.action = cut(event.action());
        this.container = cut(event.attribute("name"));
        this.containerId = cut(event.actorId());
        this.image = cut(event.attribute("image"));
        this.exitCode = cut(event.attribute("exitCode"));
        this.outOfMemory = alert.context().outOfMemory();
        this.rules = new ArrayList<>(titles);
        this.job = alert.context().build().map(BuildReference::job).orElse(null);
        this.build = alert.context().build().map(BuildReference::number).orElse(0);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    boolean isOfSameEvent(Alert other) {
        DockerEvent event = other.event();
        return event.isToldOfAt(timeNano)
                && host.equals(cut(other.hostLabel()))
                && containerId.equals(cut(event.actorId()))
                && action.equals(cut(event.action()));
    }

    /** An alert of an event that is known, told of by these rules too. */
    AlertRecord alsoBy(Alert alert) {
        Set<String> titles = new LinkedHashSet<>(rules);
        titles.addAll(alert.rules());
        return new AlertRecord(alert, List.copyOf(titles));
    }
}
