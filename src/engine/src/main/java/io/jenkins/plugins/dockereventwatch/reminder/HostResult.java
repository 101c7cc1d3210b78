package io.jenkins.plugins.dockereventwatch.reminder;

import io.jenkins.plugins.dockereventwatch.update.advice.Advice;
import io.jenkins.plugins.dockereventwatch.update.advice.HostAdvice;
import io.jenkins.plugins.dockereventwatch.update.advice.UpdateAdvice;
import java.util.List;
import java.util.Optional;

/**
 * The result of reading a host: advice or a failure.
 *
 * @param host its name
 * @param advice what to do; empty: the host could not be read
 * @param failure why the host could not be read; empty: it was read
 */
record HostResult(String host, Optional<HostAdvice> advice, Optional<String> failure) {

    HostResult(HostAdvice advice) {
        this(advice.reading().host(), Optional.of(advice), Optional.empty());
    }

    HostResult(String host, String failure) {
        this(host, Optional.empty(), Optional.of(failure));
    }

    /** Whether there is certainly nothing to do. */
    boolean isNothingToDo() {
        return advice.isPresent() && advice.get().isNothingToDo();
    }

    List<UpdateAdvice> hotfixes() {
        return advice.map(known -> known.with(Advice.HOTFIX)).orElse(List.of());
    }
}
