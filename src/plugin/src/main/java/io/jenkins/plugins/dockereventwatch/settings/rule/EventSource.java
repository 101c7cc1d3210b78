package io.jenkins.plugins.dockereventwatch.settings.rule;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Provides the events on which an administrator can try a rule. */
public interface EventSource extends ExtensionPoint {

    /** Returns the events seen since the start by host name, latest first. */
    Map<String, List<DockerEvent>> latestEvents();

    /** Returns the events of all sources. */
    static Map<String, List<DockerEvent>> latest() {
        Map<String, List<DockerEvent>> latest = new LinkedHashMap<>();
        ExtensionList.lookup(EventSource.class).forEach(source -> latest.putAll(source.latestEvents()));
        return latest;
    }
}
