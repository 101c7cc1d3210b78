package io.jenkins.plugins.dockereventwatch.run.limit;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown if a run is refused before its start. Contains every reason. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** All reasons, at least one. */
    private final List<Refusal> refusals;

    public RefusedException(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::toString).collect(Collectors.joining("; ", "refused: ", "")));
        this.refusals = List.copyOf(refusals);
    }

    /** Returns all reasons, at least one. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
