package io.jenkins.plugins.dockereventwatch.overview;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.build.StoredAlert;
import io.jenkins.plugins.dockereventwatch.config.MatcherText;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An alert as saved for the overview page, without the container's log. */
public final class AlertRecord extends StoredAlert {

    private static final String ATTRIBUTES = "Actor.Attributes.";
    private static final String PROJECT = "com.docker.compose.project";

    /** The job of the build, or null if no build is known, and its number, or 0. */
    public final String job;

    public final int build;

    /** The Compose project of the container; empty if it has none. */
    private final String project;

    AlertRecord(Alert alert) {
        super(alert);
        this.job = alert.context().build().map(BuildReference::job).orElse(null);
        this.build = alert.context().build().map(BuildReference::number).orElse(0);
        this.project = cut(alert.event().attribute(PROJECT));
    }

    private AlertRecord(AlertRecord known, List<String> titles) {
        super(known, titles);
        this.job = known.job;
        this.build = known.build;
        this.project = known.project;
    }

    /**
     * Returns this record with the rules of another alert of the same event added. Values known earlier are kept: after
     * a restart an event can be received again when its container no longer exists and its build cannot be determined.
     */
    AlertRecord alsoBy(Alert alert) {
        Set<String> titles = new LinkedHashSet<>(rules);
        titles.addAll(alert.rules());
        return new AlertRecord(this, List.copyOf(titles));
    }

    /** Returns the key of the alert, for URLs. */
    public String key() {
        return Long.toString(eventKey().timeNano(), Character.MAX_RADIX) + "-"
                + Integer.toHexString((host + "\n" + containerId + "\n" + action).hashCode());
    }

    /**
     * Returns the matchers of similar alerts: same container and rule. With several rules only the container is
     * matched, since a silence only sees the first rule of each alert.
     */
    public List<String> matchers() {
        List<String> matchers = new ArrayList<>();
        matchers.add(matcher(Silence.HOST, host));
        if (container.isEmpty()) {
            matchers.add(matcher("Actor.ID", containerId));
        } else {
            matchers.add(matcher(ATTRIBUTES + "name", container));
        }
        if (rules.size() == 1) {
            matchers.add(matcher(Silence.TITLE, rules.get(0)));
        }
        return matchers;
    }

    /** Returns further matchers of the alert. */
    public List<String> otherMatchers() {
        List<String> matchers = new ArrayList<>();
        if (!project.isEmpty()) {
            matchers.add(matcher(ATTRIBUTES + PROJECT, project));
        }
        if (!image.isEmpty()) {
            matchers.add(matcher(ATTRIBUTES + "image", image));
        }
        matchers.add(matcher("Action", action));
        return matchers;
    }

    private static String matcher(String field, String kept) {
        return isCut(kept) ? MatcherText.startingWith(field, uncut(kept)) : MatcherText.equal(field, kept);
    }
}
