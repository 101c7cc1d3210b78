package io.jenkins.plugins.dockereventwatch.overview;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The last alerts, each event once, for the page. Shared between threads. */
public final class RecentAlerts {

    static final int MOST = 300;

    private final ArrayList<AlertRecord> records;

    /** Remembers none yet. */
    public RecentAlerts() {
        this(new ArrayList<>());
    }

    RecentAlerts(ArrayList<AlertRecord> records) {
        this.records = records;
    }

    /** Remembers an alert in place of the oldest where there are many. */
    public synchronized void add(Alert alert) {
        for (int i = records.size() - 1; i >= 0; i--) {
            if (records.get(i).isOfSameEvent(alert)) {
                records.set(i, records.get(i).alsoBy(alert));
                return;
            }
        }
        records.add(new AlertRecord(alert));
        if (records.size() > MOST) {
            records.remove(0);
        }
    }

    public synchronized List<AlertRecord> latestFirst() {
        List<AlertRecord> latestFirst = new ArrayList<>(records);
        Collections.reverse(latestFirst);
        return latestFirst;
    }
}
