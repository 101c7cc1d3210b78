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
        super(alert);
        this.job = alert.context().build().map(BuildReference::job).orElse(null);
        this.build = alert.context().build().map(BuildReference::number).orElse(0);
    }

    private AlertRecord(AlertRecord known, List<String> titles) {
        super(known, titles);
        this.job = known.job;
        this.build = known.build;
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
}
