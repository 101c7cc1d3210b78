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
 * The advice on a host.
 *
 * @param today the day of the advice
 * @param updates the advice on each pending update, most urgent first
 * @param staleAfter the age at which package lists are outdated
 */
public record HostAdvice(HostReading reading, LocalDate today, List<UpdateAdvice> updates, Duration staleAfter) {

    /**
     * Applies a policy to all pending updates.
     *
     * @param firstSeen the day on which a version was first seen on the host
     */
    public static HostAdvice of(
            HostReading reading, UpdatePolicy policy, LocalDate today, Function<PendingUpdate, LocalDate> firstSeen) {
        List<UpdateAdvice> updates = reading.packages().updates().stream()
                .map(update -> policy.advise(update, today, firstSeen))
                .sorted(Comparator.comparing(UpdateAdvice::advice))
                .toList();
        return new HostAdvice(reading, today, updates, policy.staleAfter());
    }

    /** The updates with an advice. */
    public List<UpdateAdvice> with(Advice advice) {
        return updates.stream().filter(update -> update.advice() == advice).toList();
    }

    /** Whether an update or a reboot is due, or the operating system is out of support. */
    public boolean isSomethingToDo() {
        return !with(Advice.HOTFIX).isEmpty()
                || !with(Advice.THIS_WEEK).isEmpty()
                || reading.boot().reboot().need() == Reboot.Need.YES
                || reading.isPastEndOfLife(today);
    }

    /** Whether the package lists are outdated, so that updates may be missing. */
    public boolean isStale() {
        return reading.listAge().filter(age -> age.compareTo(staleAfter) > 0).isPresent();
    }

    /** Whether there is certainly nothing to do now. */
    public boolean isNothingToDo() {
        return !isSomethingToDo() && !isStale();
    }

    /** The decision, such as {@code 81 hotfixes now; 38 this week; reboot required; 17 waiting; 1 on hold}. */
    public String decision() {
        List<String> parts = new ArrayList<>();
        int hotfixes = with(Advice.HOTFIX).size();
        if (hotfixes > 0) {
            parts.add(hotfixes + (hotfixes == 1 ? " hotfix now" : " hotfixes now"));
        }
        add(parts, with(Advice.THIS_WEEK).size(), "this week");
        if (reading.boot().reboot().need() == Reboot.Need.YES) {
            parts.add("reboot required");
        }
        if (reading.isPastEndOfLife(today)) {
            parts.add("operating system out of support");
        }
        if (parts.isEmpty()) {
            parts.add(isStale() ? "unknown: the package lists are too old" : "nothing to do now");
        }
        add(parts, with(Advice.WAIT).size(), "waiting");
        add(parts, with(Advice.HELD).size(), "on hold");
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** Warnings, most important first. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (reading.isPastEndOfLife(today)) {
            warnings.add(reading.distribution().os().name() + " has received no security updates since "
                    + reading.distribution().endOfLife().last() + ": plan an upgrade");
        }
        if (isStale()) {
            warnings.add("the package lists are "
                    + reading.listAge().orElseThrow().toDays()
                    + " days old, so newer updates are missing: refresh them (" + refreshCommand() + ")");
        }
        if (reading.boot().reboot().need() == Reboot.Need.YES) {
            warnings.add("a reboot is required: " + reading.boot().reboot().reason());
        }
        releaseUpgrade()
                .ifPresent(release -> warnings.add("the package sources refer to release " + release
                        + ": plan this upgrade; updates of the installed release are not listed"));
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
