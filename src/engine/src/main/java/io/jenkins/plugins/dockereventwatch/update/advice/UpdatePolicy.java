package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.text.NumberRange;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what to do about pending updates. The first matching rule decides: holds, held by the package manager, part
 * of a release upgrade, security, update class.
 *
 * @param waitDays the waiting period of each update class in days, from when the version was first seen; a class without
 *     an entry has the default
 * @param hotfixFrom the lowest severity of a hotfix; ungraded security updates always are hotfixes
 * @param classes the update classes of packages whose version does not determine them; the first match counts
 * @param holds updates that must not be installed
 * @param staleAfter the age at which a package manager's lists are outdated
 */
public record UpdatePolicy(
        Map<UpdateClass, Integer> waitDays,
        Severity hotfixFrom,
        Map<NamePattern, UpdateClass> classes,
        List<Hold> holds,
        Duration staleAfter) {

    /** The allowed waiting periods in days. */
    public static final NumberRange WAIT_RANGE = new NumberRange(0, 365);

    /** The allowed ages of package lists in days. */
    public static final NumberRange STALE_RANGE = new NumberRange(1, 365);

    private static final Map<UpdateClass, Integer> WAIT_DAYS = Map.of(
            UpdateClass.PATCH, 0,
            UpdateClass.MINOR, 7,
            UpdateClass.MAJOR, 21,
            UpdateClass.KERNEL, 21,
            UpdateClass.RELEASE, 21);

    /** Minor updates wait for one week, larger ones for three; important security updates are hotfixes. */
    public static final UpdatePolicy DEFAULT =
            new UpdatePolicy(Map.of(), Severity.IMPORTANT, Map.of(), List.of(), Duration.ofDays(7));

    public UpdatePolicy {
        Map<UpdateClass, Integer> days = new EnumMap<>(WAIT_DAYS);
        days.putAll(waitDays);
        days.values().forEach(WAIT_RANGE::check);
        STALE_RANGE.check((int) staleAfter.toDays());
        waitDays = Collections.unmodifiableMap(days);
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
        holds = List.copyOf(holds);
    }

    /**
     * Decides about one update.
     *
     * @param today the day of the advice
     * @param firstSeen the day on which a version was first seen on the host
     */
    UpdateAdvice advise(PendingUpdate update, LocalDate today, Function<PendingUpdate, LocalDate> firstSeen) {
        String security = update.security().isPresent() ? " (security update)" : "";
        Optional<Hold> hold =
                holds.stream().filter(one -> one.applies(update, today)).findFirst();
        if (hold.isPresent()) {
            Hold bad = hold.get();
            String until = bad.until().map(day -> " until " + day).orElse("");
            return new UpdateAdvice(
                    update, Advice.HELD, bad.until(), "held by " + bad.by() + until + ": " + bad.reason() + security);
        }
        if (update.heldBy().isPresent()) {
            return new UpdateAdvice(
                    update, Advice.HELD, Optional.empty(), update.heldBy().get() + security);
        }
        if (update.release().isEmpty() && update.security().isPresent()) {
            return ofSecurity(update, update.security().get());
        }
        return ofSize(update, today, firstSeen);
    }

    private UpdateAdvice ofSecurity(PendingUpdate update, Severity severity) {
        String grade = severity == Severity.UNKNOWN ? "" : " (" + severity + ")";
        boolean hotfix = severity.compareTo(hotfixFrom) >= 0;
        String when = hotfix ? ": install now" : ", below " + hotfixFrom + ": install this week";
        Advice advice = hotfix ? Advice.HOTFIX : Advice.THIS_WEEK;
        return new UpdateAdvice(update, advice, Optional.empty(), "security update" + grade + when);
    }

    private UpdateAdvice ofSize(PendingUpdate update, LocalDate today, Function<PendingUpdate, LocalDate> firstSeen) {
        UpdateClass kind = classOf(update);
        int days = waitDays.get(kind);
        String what = describe(update, kind);
        if (days == 0) {
            return new UpdateAdvice(update, Advice.THIS_WEEK, Optional.empty(), what + ": install this week");
        }
        LocalDate seen = firstSeen.apply(update);
        LocalDate until = seen.plusDays(days);
        return today.isBefore(until)
                ? new UpdateAdvice(
                        update,
                        Advice.WAIT,
                        Optional.of(until),
                        what + ": wait " + days + " days from " + seen + ", when this version was first seen")
                : new UpdateAdvice(
                        update, Advice.THIS_WEEK, Optional.empty(), what + ": waited " + days + " days since " + seen);
    }

    private UpdateClass classOf(PendingUpdate update) {
        return update.release().isPresent()
                ? UpdateClass.RELEASE
                : classes.entrySet().stream()
                        .filter(entry -> entry.getKey().matches(update.name()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseGet(() -> UpdateClass.of(update));
    }

    private static String describe(PendingUpdate update, UpdateClass kind) {
        return switch (kind) {
            case PATCH -> "patch";
            case MINOR -> "minor update";
            case MAJOR -> "major update";
            case KERNEL -> "kernel of another series";
            case RELEASE -> "part of the upgrade to release " + update.release().orElse("?");
        };
    }
}
