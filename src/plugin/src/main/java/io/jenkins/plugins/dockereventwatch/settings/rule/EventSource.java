package io.jenkins.plugins.dockereventwatch.settings.rule;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Provides the events on which an administrator can try a rule. */
public interface EventSource extends ExtensionPoint {

    /** The events seen since the start, latest first, by host name. */
    Map<String, List<DockerEvent>> latestEvents();

    /** The events of all sources. */
    static Map<String, List<DockerEvent>> latest() {
        Map<String, List<DockerEvent>> latest = new LinkedHashMap<>();
        ExtensionList.lookup(EventSource.class).forEach(source -> latest.putAll(source.latestEvents()));
        return latest;
    }
}
