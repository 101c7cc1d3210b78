package io.jenkins.plugins.dockereventwatch.run.limit;

import java.util.List;
import java.util.stream.Collectors;

/** A run was refused before anything ran; it names every reason. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** All reasons, at least one. */
    private final List<Refusal> refusals;

    /** With its reasons. */
    public RefusedException(List<Refusal> refusals) {
        super(refusals.stream().map(Refusal::toString).collect(Collectors.joining("; ", "refused: ", "")));
        this.refusals = List.copyOf(refusals);
    }

    /** All reasons, at least one. */
    public List<Refusal> refusals() {
        return refusals;
    }
}
