package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.runner.UserException;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.silence.SilenceBook;
import io.jenkins.plugins.dockereventwatch.silence.SilenceSpool;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** The way to a state's silences: the state itself, or the watch that has it open. */
final class SilenceDoor implements AutoCloseable {

    private final Store store;
    private final SilenceBook book;
    private final SilenceSpool spool;

    private SilenceDoor(Store store, SilenceSpool spool) {
        this.store = store;
        this.book = store == null ? null : new SilenceBook(store, Clock.systemUTC());
        this.spool = spool;
    }

    static SilenceDoor of(StateOption state) throws UserException {
        StateLocation location = state.location();
        try {
            return new SilenceDoor(Store.open(location), null);
        } catch (StoreException e) {
            if (e.isInUse() && location instanceof StateLocation.Folder folder) {
                return new SilenceDoor(null, new SilenceSpool(folder.path()));
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
