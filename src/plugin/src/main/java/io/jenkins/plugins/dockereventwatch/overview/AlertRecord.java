package io.jenkins.plugins.dockereventwatch.overview;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.builds.KeptAlert;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An alert as the page remembers it; of the container's log nothing. */
final class AlertRecord extends KeptAlert {

    /** The build's job and number; null and 0: none is known. */
    final String job;

    final int build;

    AlertRecord(Alert alert) {
        this(alert, alert.rules());
    }

    private AlertRecord(Alert alert, List<String> titles) {
        super(alert, titles);
        this.job = alert.context().build().map(BuildReference::job).orElse(null);
        this.build = alert.context().build().map(BuildReference::number).orElse(0);
    }

    /** An alert of an event that is known, told of by these rules too. */
    AlertRecord alsoBy(Alert alert) {
        Set<String> titles = new LinkedHashSet<>(getRules());
        titles.addAll(alert.rules());
        return new AlertRecord(alert, List.copyOf(titles));
    }
}
