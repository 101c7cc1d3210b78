package io.jenkins.plugins.dockereventwatch.hostupdate;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Node;
import hudson.security.AccessControlled;
import io.jenkins.plugins.dockereventwatch.delivery.NotifierWorkers;
import io.jenkins.plugins.dockereventwatch.form.SettingsListener;
import io.jenkins.plugins.dockereventwatch.hostupdate.answer.AnswerLinks;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdateConfiguration;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlan;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.HostUpdatePlanner;
import io.jenkins.plugins.dockereventwatch.hostupdate.settings.NodeSelector;
import io.jenkins.plugins.dockereventwatch.listener.SettingsThread;
import io.jenkins.plugins.dockereventwatch.listener.StateListener;
import io.jenkins.plugins.dockereventwatch.reminder.Reminders;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.settings.DockerEventWatchConfiguration;
import io.jenkins.plugins.dockereventwatch.settings.channel.MailRoutes;
import io.jenkins.plugins.dockereventwatch.settings.credentials.JenkinsCredentialResolver;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Runs the reminders on the controller while the watch's state is open. Reading hosts happens in separate threads, so
 * that neither the start of Jenkins nor saving a page blocks.
 */
@Extension
public final class HostUpdateReminders implements StateListener, SettingsListener {

    private static final Logger LOG = Logger.getLogger(HostUpdateReminders.class.getName());

    /** Guarded by this. Not null only while the state is open. */
    private Parts parts;

    public static HostUpdateReminders get() {
        return ExtensionList.lookupSingleton(HostUpdateReminders.class);
    }

    /** The components that run while the state is open. */
    private static final class Parts {

        private final Store store;
        private final JenkinsCredentialResolver credentials = new JenkinsCredentialResolver();
        private final SettingsThread thread = new SettingsThread();
        private final Reminders reminders;
        private final NotifierWorkers sender;
        private final WorkerErrors errors = new WorkerErrors();
        private volatile HostUpdatePlan plan = HostUpdatePlan.NOTHING;
        private boolean closed;

        Parts(Store store) {
            Clock clock = Clock.systemUTC();
            this.store = store;
            this.reminders = new Reminders(
                    store, new AnswerLinks(() -> Jenkins.get().getRootUrl(), AnswerLinks.SIGNER, clock), clock);
            this.sender = NotifierWorkers.forNotices(store, Clock.systemDefaultZone(), errors);
        }

        /** Applies the settings. Called by the settings thread. */
        private synchronized void apply() {
            if (closed) {
                return;
            }
            HostUpdateConfiguration settings = HostUpdateConfiguration.get();
            HostUpdatePlan before = plan;
            plan = new HostUpdatePlanner(
                            credentials,
                            new MailRoutes(DockerEventWatchConfiguration.get().getChannels(), credentials),
                            Jenkins.get().getLegacyInstanceId())
                    .plan(settings, NodeSelector.nodes(settings.getLabel()));
            plan.problems().stream()
                    .filter(problem -> !before.problems().contains(problem))
                    .forEach(problem -> LOG.log(Level.WARNING, "Host updates: {0}", problem));
            plan.settings().ifPresent(current -> sender.replace(current.notifiers()));
            reminders.change(plan.settings());
        }

        private synchronized void close() {
            closed = true;
            reminders.close();
            sender.close();
            credentials.close();
        }
    }

    @Override
    public synchronized void opened(Store store) {
        if (parts == null) {
            parts = new Parts(store);
            parts.thread.submit(parts::apply);
        }
    }

    @Override
    public void closing() {
        Parts ending;
        synchronized (this) {
            ending = parts;
            parts = null;
        }
        if (ending != null) {
            ending.thread.close();
            ending.close();
        }
    }

    @Override
    public synchronized void settingsChanged() {
        if (parts != null) {
            parts.thread.submit(parts::apply);
        }
    }

    @Override
    public synchronized Map<String, String> errors() {
        if (parts == null) {
            return Map.of();
        }
        Map<String, String> errors = new TreeMap<>(parts.reminders.errors());
        errors.putAll(parts.errors.current());
        return errors;
    }

    /** Returns the stored data; empty if the state is not open or cannot be used. */
    public synchronized Optional<Store> store() {
        return Optional.ofNullable(parts).map(running -> running.store);
    }

    /** Returns the plan made from the current settings. */
    public synchronized HostUpdatePlan plan() {
        return parts == null ? HostUpdatePlan.NOTHING : parts.plan;
    }

    public void readSoon() {
        Optional<Reminders> running;
        synchronized (this) {
            running = Optional.ofNullable(parts).map(open -> open.reminders);
        }
        running.ifPresent(Reminders::readSoon);
    }

    /** Returns the object whose permissions apply to a host: its node, or Jenkins if the host has no node. */
    public AccessControlled accessTo(String host) {
        Optional<Node> node = Optional.ofNullable(plan().nodes().get(host)).flatMap(NodeSelector::find);
        return node.isPresent() ? node.get() : Jenkins.get();
    }
}
