package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The open states: that of this Jenkins, and the database that it shares with other watchers, if any. */
final class StateStores implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StateStores.class.getName());

    private final Store own;

    /** Null: the folder is usable. */
    private final String ownProblem;

    /** Null: no database is open. */
    private Store shared;

    /** Null: the database is usable, or none is configured. */
    private String sharedProblem;

    private StateStores(Store own, String ownProblem) {
        this.own = own;
        this.ownProblem = ownProblem;
    }

    /** Opens the state in a folder; if that fails, in memory. */
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

    /** The state of this Jenkins; not durable if its folder is unusable. */
    Store own() {
        return own;
    }

    /** Replaces the open database, which is closed; null: by none. */
    synchronized void share(Store database) {
        if (shared != null) {
            shared.close();
        }
        shared = database;
    }

    /** Sets the problem of the database, and logs it if it is new; null: none. */
    synchronized void report(String problem) {
        if (problem != null && !problem.equals(sharedProblem)) {
            LOG.log(Level.SEVERE, "{0}", problem);
        }
        sharedProblem = problem;
    }

    /** The current problem; empty: none. */
    synchronized Optional<String> problem() {
        return Optional.ofNullable(sharedProblem == null ? ownProblem : sharedProblem);
    }

    @Override
    public void close() {
        share(null);
        own.close();
    }
}
