package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to do on a host.
 *
 * @param reading what is known of it
 * @param today the day that the advice is for
 * @param updates advice on each pending update, the most urgent first
 * @param staleAfter how old its lists may be before they say nothing
 */
public record HostAdvice(HostReading reading, LocalDate today, List<UpdateAdvice> updates, Duration staleAfter) {

    /**
     * Advises.
     *
     * @param firstSeen the day on which a package's very version was first seen on the host
     */
    public static HostAdvice of(
            HostReading reading, UpdatePolicy policy, LocalDate today, Function<PendingUpdate, LocalDate> firstSeen) {
        List<UpdateAdvice> updates = reading.updates().stream()
                .map(update -> policy.advise(update, today, firstSeen))
                .sorted(Comparator.comparing(UpdateAdvice::advice))
                .toList();
        return new HostAdvice(reading, today, updates, policy.staleAfter());
    }

    /** Those with an advice. */
    public List<UpdateAdvice> with(Advice advice) {
        return updates.stream().filter(update -> update.advice() == advice).toList();
    }

    /** Whether there is something to do now: a hotfix, this week's updates, a restart, a system without support. */
    public boolean isSomethingToDo() {
        return !with(Advice.HOTFIX).isEmpty()
                || !with(Advice.THIS_WEEK).isEmpty()
                || reading.reboot().need() == Reboot.Need.YES
                || reading.isPastEndOfLife(today);
    }

    /** Whether the package manager's lists are so old that what is not in them says nothing. */
    public boolean isStale() {
        return reading.listAge().filter(age -> age.compareTo(staleAfter) > 0).isPresent();
    }

    /** Whether it is sure that there is nothing to do now. */
    public boolean isNothingToDo() {
        return !isSomethingToDo() && !isStale();
    }

    /** What else is to be known, the gravest first. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (reading.isPastEndOfLife(today)) {
            warnings.add(reading.os().name() + " gets no security updates since "
                    + reading.endOfLife().last() + ": plan its upgrade");
        }
        if (isStale()) {
            warnings.add("the package lists are "
                    + reading.listAge().orElseThrow().toDays()
                    + " days old: newer updates are missing here; refresh them (" + refreshCommand() + ")");
        }
        if (reading.reboot().need() == Reboot.Need.YES) {
            warnings.add("a restart is needed: " + reading.reboot().reason());
        }
        releaseUpgrade()
                .ifPresent(
                        release -> warnings.add(
                                "this is an upgrade to release " + release
                                        + ", which the package sources name: plan it; what is pending for the host's own release is not in it"));
        int removed = reading.packages().removed().size();
        if (removed > 0) {
            warnings.add("the update would remove " + removed + " package" + (removed == 1 ? "" : "s") + ": "
                    + SafeText.abbreviate(String.join(", ", reading.packages().removed()), 300));
        }
        warnings.addAll(reading.packages().notes());
        return warnings;
    }

    private Optional<String> releaseUpgrade() {
        return updates.stream()
                .flatMap(update -> update.update().release().stream())
                .findFirst();
    }

    private String refreshCommand() {
        return switch (reading.packages().manager()) {
            case "apt" -> "apt-get update";
            case "dnf" -> "dnf makecache";
            case "zypper" -> "zypper refresh";
            default -> "apk update";
        };
    }
}
