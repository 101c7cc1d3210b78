package io.jenkins.plugins.dockereventwatch.listener;

import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The states that are open: the folder of Jenkins, and a database that is shared with other watchers where one is set. */
final class StateStores implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(StateStores.class.getName());

    /** Null: it cannot be used. */
    private final Store own;

    /** What is the matter with the folder; null: nothing. */
    private final String ownTrouble;

    /** Null: none is open. */
    private Store shared;

    /** What is the matter with the database; null: nothing. */
    private String sharedTrouble;

    private StateStores(Store own, String ownTrouble) {
        this.own = own;
        this.ownTrouble = ownTrouble;
    }

    /** Opens the folder; where that cannot be used, it goes on without, and says so. */
    static StateStores in(StateLocation.Folder folder) {
        try {
            return new StateStores(Store.open(folder), null);
        } catch (StoreException e) {
            String trouble = e.getMessage() + "; what waits to be sent will not outlive Jenkins";
            LOG.log(Level.SEVERE, e, () -> trouble);
            return new StateStores(null, trouble);
        }
    }

    /** The folder; empty where it cannot be used. */
    Optional<Store> own() {
        return Optional.ofNullable(own);
    }

    /** Has another database be the open one, or none, null; the one before is closed. */
    synchronized void share(Store database) {
        if (shared != null) {
            shared.close();
        }
        shared = database;
    }

    /** Remembers, and logs once, what is the matter with the database; null: nothing. */
    synchronized void trouble(String found) {
        if (found != null && !found.equals(sharedTrouble)) {
            LOG.log(Level.SEVERE, "{0}", found);
        }
        sharedTrouble = found;
    }

    /** What is the matter, for people; empty: nothing. */
    synchronized Optional<String> trouble() {
        return Optional.ofNullable(sharedTrouble == null ? ownTrouble : sharedTrouble);
    }

    @Override
    public void close() {
        share(null);
        if (own != null) {
            own.close();
        }
    }
}
