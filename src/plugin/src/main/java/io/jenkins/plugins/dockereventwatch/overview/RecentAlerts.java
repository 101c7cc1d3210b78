package io.jenkins.plugins.dockereventwatch.overview;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.init.TermMilestone;
import hudson.init.Terminator;
import io.jenkins.plugins.dockereventwatch.alert.Alert;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/** The most recent alerts for the overview page, with one record per event. Saved in JENKINS_HOME. Thread-safe. */
@Extension
public final class RecentAlerts {

    private static final Logger LOG = Logger.getLogger(RecentAlerts.class.getName());
    private static final int WRITE_AFTER_SECONDS = 10;
    static final int MAX_RECORDS = 300;

    /** The oldest first; guarded by this. */
    private final List<AlertRecord> records;

    private final Executor delayed;
    private final AtomicBoolean unsaved = new AtomicBoolean();

    /** Loads the alerts; an unreadable file is treated as empty. */
    public RecentAlerts() {
        this(read(), task -> Timer.get().schedule(task, WRITE_AFTER_SECONDS, TimeUnit.SECONDS));
    }

    /**
     * Creates a list.
     *
     * @param delayed writes the file after a delay
     */
    public RecentAlerts(List<AlertRecord> records, Executor delayed) {
        this.records = new ArrayList<>(records);
        this.delayed = delayed;
    }

    public static RecentAlerts get() {
        return ExtensionList.lookupSingleton(RecentAlerts.class);
    }

    /**
     * Adds an alert. The oldest record is dropped above the maximum. The file is written after a short delay, together
     * with following alerts.
     */
    public void add(Alert alert) {
        addRecord(alert);
        if (unsaved.compareAndSet(false, true)) {
            delayed.execute(this::write);
        }
    }

    private synchronized void addRecord(Alert alert) {
        for (int i = records.size() - 1; i >= 0; i--) {
            if (records.get(i).isOfSameEvent(alert)) {
                records.set(i, records.get(i).alsoBy(alert));
                return;
            }
        }
        records.add(new AlertRecord(alert));
        if (records.size() > MAX_RECORDS) {
            records.remove(0);
        }
    }

    public synchronized List<AlertRecord> latestFirst() {
        List<AlertRecord> latestFirst = new ArrayList<>(records);
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    private static XmlFile file() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), "docker-event-watch-recent-alerts.xml"));
    }

    private static List<AlertRecord> read() {
        List<AlertRecord> records = new ArrayList<>();
        try {
            if (file().exists() && file().read() instanceof List<?> list) {
                list.forEach(each -> records.add((AlertRecord) each));
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    e,
                    () -> "Failed to read recent alerts from " + file() + "; starting with an empty list");
        }
        return records;
    }

    /** Writes pending changes. */
    @Terminator(after = TermMilestone.STARTED)
    public void write() {
        if (!unsaved.getAndSet(false)) {
            return;
        }
        List<AlertRecord> saved;
        synchronized (this) {
            saved = new ArrayList<>(records);
        }
        try {
            file().write(saved);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Failed to write recent alerts to " + file());
        }
    }
}
