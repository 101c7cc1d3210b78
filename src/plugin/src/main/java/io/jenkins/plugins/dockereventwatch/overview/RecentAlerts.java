package io.jenkins.plugins.dockereventwatch.overview;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The most recent alerts for the overview page, with one record per event. Thread-safe. */
public final class RecentAlerts {

    static final int MOST = 300;

    private final ArrayList<AlertRecord> records;

    /** Creates an empty list. */
    public RecentAlerts() {
        this(new ArrayList<>());
    }

    RecentAlerts(ArrayList<AlertRecord> records) {
        this.records = records;
    }

    /** Adds an alert. The oldest record is dropped above the maximum. */
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
