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

/** Accesses the silences of a state: directly, or by requests to the watch that has it open. */
final class SilenceClient implements AutoCloseable {

    private final Store store;
    private final SilenceRepository repository;
    private final SilenceRequests requests;

    private SilenceClient(Store store, SilenceRequests requests) {
        this.store = store;
        this.repository = store == null ? null : new SilenceRepository(store, Clock.systemUTC());
        this.requests = requests;
    }

    static SilenceClient open(StateOption state) throws UserException, StoreException {
        StateLocation location = state.location();
        try {
            return new SilenceClient(Store.open(location), null);
        } catch (StoreException e) {
            if (e.isInUse() && location instanceof StateLocation.Folder folder) {
                return new SilenceClient(null, new SilenceRequests(folder.path()));
            }
            throw e;
        }
    }

    long add(Silence silence) throws IOException, InterruptedException {
        return repository == null ? requests.add(silence) : repository.add(silence);
    }

    List<Silence> list() throws IOException, InterruptedException {
        return repository == null ? requests.list() : repository.list();
    }

    boolean end(long id) throws IOException, InterruptedException {
        return repository == null ? requests.end(id) : repository.end(id);
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }
}
