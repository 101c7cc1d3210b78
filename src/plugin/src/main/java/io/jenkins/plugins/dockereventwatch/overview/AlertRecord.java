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

/** An alert as the page remembers it; of the container's log nothing. */
public final class AlertRecord extends StoredAlert {

    private static final String ATTRIBUTES = "Actor.Attributes.";
    private static final String PROJECT = "com.docker.compose.project";

    /** The build's job and number; null and 0: none is known. */
    public final String job;

    public final int build;

    /** The compose project of the container; null or empty: it is of none. */
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
     * This, told of by the rules of another alert of the same event, too. What was known first stays: after a restart an
     * event can come once more, when its container is gone and nobody can tell any longer which build started it.
     */
    AlertRecord alsoBy(Alert alert) {
        Set<String> titles = new LinkedHashSet<>(getRules());
        titles.addAll(alert.rules());
        return new AlertRecord(this, List.copyOf(titles));
    }

    /** A name for it in addresses. */
    public String key() {
        return Long.toString(eventKey().timeNano(), Character.MAX_RADIX) + "-"
                + Integer.toHexString((getHost() + "\n" + getContainerId() + "\n" + getAction()).hashCode());
    }

    /**
     * What matches the likes of it: the same container and rule. Of several rules a silence sees the first of each alert
     * alone, so then it is the container.
     */
    public List<String> matchers() {
        List<String> matchers = new ArrayList<>();
        matchers.add(matcher(Silence.HOST, getHost()));
        if (getContainer().isEmpty()) {
            matchers.add(matcher("Actor.ID", getContainerId()));
        } else {
            matchers.add(matcher(ATTRIBUTES + "name", getContainer()));
        }
        if (getRules().size() == 1) {
            matchers.add(matcher(Silence.TITLE, getRules().get(0)));
        }
        return matchers;
    }

    /** What else it can be matched by. */
    public List<String> otherMatchers() {
        List<String> matchers = new ArrayList<>();
        if (project != null && !project.isEmpty()) {
            matchers.add(matcher(ATTRIBUTES + PROJECT, project));
        }
        if (!getImage().isEmpty()) {
            matchers.add(matcher(ATTRIBUTES + "image", getImage()));
        }
        matchers.add(matcher("Action", getAction()));
        return matchers;
    }

    private static String matcher(String field, String kept) {
        return isCut(kept) ? MatcherText.startingWith(field, uncut(kept)) : MatcherText.equal(field, kept);
    }
}
