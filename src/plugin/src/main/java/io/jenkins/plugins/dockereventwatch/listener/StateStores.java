package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The open states: that of this Jenkins, and the database shared with other watchers, if configured. */
final class StateStores implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StateStores.class.getName());

    private final Store own;

    /** Null if the folder is usable. */
    private final String ownProblem;

    /** Null if no database is open. */
    private Store shared;

    /** Null if the database is usable or not configured. */
    private String sharedProblem;

    private StateStores(Store own, String ownProblem) {
        this.own = own;
        this.ownProblem = ownProblem;
    }

    /** Opens the state in a folder, or in memory if that fails. */
    static StateStores open(StateLocation.Folder folder) {
        try {
            return new StateStores(Store.open(folder), null);
        } catch (StoreException e) {
            String problem = e.getMessage() + "; alerts that wait to be sent are lost when Jenkins stops";
            LOG.log(Level.SEVERE, e, () -> problem);
            return new StateStores(memory(), problem);
        }
    }

    static Store memory() {
        try {
            return Store.open(new StateLocation.Memory());
        } catch (StoreException e) {
            throw new IllegalStateException("A state in memory cannot be opened", e);
        }
    }

    /** Returns the state of this Jenkins; not durable if its folder is unusable. */
    Store own() {
        return own;
    }

    /** Replaces and closes the open database; null for none. */
    synchronized void share(Store database) {
        if (shared != null) {
            shared.close();
        }
        shared = database;
    }

    /** Sets the problem of the database, and logs a new one; null for no problem. */
    synchronized void report(String problem) {
        if (problem != null && !problem.equals(sharedProblem)) {
            LOG.log(Level.SEVERE, "{0}", problem);
        }
        sharedProblem = problem;
    }

    synchronized Optional<String> problem() {
        return Optional.ofNullable(sharedProblem == null ? ownProblem : sharedProblem);
    }

    @Override
    public void close() {
        share(null);
        own.close();
    }
}
