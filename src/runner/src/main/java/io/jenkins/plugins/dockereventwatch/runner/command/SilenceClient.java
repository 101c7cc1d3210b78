package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRepository;
import io.jenkins.plugins.dockereventwatch.silence.SilenceRequests;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** The way to a state's silences: the state itself, or the watch that has it open. */
final class SilenceClient implements AutoCloseable {

    private final Store store;
    private final SilenceRepository book;
    private final SilenceRequests spool;

    private SilenceClient(Store store, SilenceRequests spool) {
        this.store = store;
        this.book = store == null ? null : new SilenceRepository(store, Clock.systemUTC());
        this.spool = spool;
    }

    static SilenceClient of(StateOption state) throws UserException {
        StateLocation location = state.location();
        try {
            return new SilenceClient(Store.open(location), null);
        } catch (StoreException e) {
            if (e.isInUse() && location instanceof StateLocation.Folder folder) {
                return new SilenceClient(null, new SilenceRequests(folder.path()));
            }
            throw new UserException(e.getMessage());
        }
    }

    long add(Silence silence) throws IOException, InterruptedException {
        return book == null ? spool.add(silence) : book.add(silence);
    }

    List<Silence> list() throws IOException, InterruptedException {
        return book == null ? spool.list() : book.list();
    }

    boolean end(long id) throws IOException, InterruptedException {
        return book == null ? spool.end(id) : book.end(id);
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
