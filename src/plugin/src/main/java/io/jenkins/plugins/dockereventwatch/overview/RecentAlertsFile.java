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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/** Saves the recent alerts in a file in JENKINS_HOME. */
@Extension
public final class RecentAlertsFile {

    private static final Logger LOG = Logger.getLogger(RecentAlertsFile.class.getName());

    private static final int WRITE_AFTER_SECONDS = 10;

    private final RecentAlerts alerts = new RecentAlerts(read());
    private final AtomicBoolean isToBeWritten = new AtomicBoolean();

    public static RecentAlertsFile get() {
        return ExtensionList.lookupSingleton(RecentAlertsFile.class);
    }

    /** Adds an alert. The file is written after a short delay, together with following alerts. */
    public void add(Alert alert) {
        alerts.add(alert);
        if (isToBeWritten.compareAndSet(false, true)) {
            Timer.get().schedule(this::write, WRITE_AFTER_SECONDS, TimeUnit.SECONDS);
        }
    }

    public List<AlertRecord> latestFirst() {
        return alerts.latestFirst();
    }

    private static XmlFile file() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), "docker-event-watch-recent-alerts.xml"));
    }

    private static ArrayList<AlertRecord> read() {
        ArrayList<AlertRecord> records = new ArrayList<>();
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
        if (!isToBeWritten.getAndSet(false)) {
            return;
        }
        List<AlertRecord> records = alerts.latestFirst();
        Collections.reverse(records);
        try {
            file().write(records);
        } catch (IOException e) {
            LOG.log(Level.WARNING, e, () -> "Failed to write recent alerts to " + file());
        }
    }
}
