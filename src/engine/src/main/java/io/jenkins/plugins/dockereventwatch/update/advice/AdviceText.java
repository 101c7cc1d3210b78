package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import io.jenkins.plugins.dockereventwatch.update.Reboot;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Advice in words, for terminals and mails: the decision first, then the packages. */
public final class AdviceText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private static final Map<Advice, String> HEADINGS = new LinkedHashMap<>();

    static {
        HEADINGS.put(Advice.HOTFIX, "Hotfix: now");
        HEADINGS.put(Advice.THIS_WEEK, "This week");
        HEADINGS.put(Advice.WAIT, "Wait");
        HEADINGS.put(Advice.HELD, "Held");
    }

    private final HostAdvice advice;
    private final HostReading reading;
    private final ZoneId zone;

    /**
     * Of a host.
     *
     * @param zone for times
     */
    public AdviceText(HostAdvice advice, ZoneId zone) {
        this.advice = advice;
        this.reading = advice.reading();
        this.zone = zone;
    }

    /** What a group is called. */
    public static String heading(Advice kind) {
        return HEADINGS.get(kind);
    }

    /** {@code 81 hotfixes: now; 38 this week; 17 wait; 1 held; restart needed}, or that there is nothing to do. */
    public String decision() {
        List<String> parts = new ArrayList<>();
        int hotfixes = advice.with(Advice.HOTFIX).size();
        if (hotfixes > 0) {
            parts.add(hotfixes + (hotfixes == 1 ? " hotfix: now" : " hotfixes: now"));
        }
        add(parts, advice.with(Advice.THIS_WEEK).size(), "this week");
        if (reading.reboot().need() == Reboot.Need.YES) {
            parts.add("restart needed");
        }
        if (reading.isPastEndOfLife(advice.today())) {
            parts.add("no security updates any more");
        }
        if (parts.isEmpty()) {
            parts.add(advice.isStale() ? "cannot tell: the package lists are too old" : "nothing to do now");
        }
        add(parts, advice.with(Advice.WAIT).size(), "wait");
        add(parts, advice.with(Advice.HELD).size(), "held");
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** All of it, in lines. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(SafeText.abbreviate(reading.host(), 200))
                .append(": ")
                .append(decision())
                .append('\n');
        for (String warning : advice.warnings()) {
            text.append("! ").append(SafeText.abbreviate(warning, 1000)).append('\n');
        }
        for (Advice kind : Advice.values()) {
            List<UpdateAdvice> updates = advice.with(kind);
            if (!updates.isEmpty()) {
                text.append('\n')
                        .append(heading(kind))
                        .append(" (")
                        .append(updates.size())
                        .append(")\n");
                updates.forEach(update -> text.append("  ").append(line(update)).append('\n'));
            }
        }
        text.append('\n');
        facts().forEach((name, value) -> text.append(name)
                .append(": ")
                .append(SafeText.abbreviate(value, 500))
                .append('\n'));
        return text.toString();
    }

    /** {@code libssl3 3.0.19-1 → 3.0.22-1 (Debian-Security:12/oldstable-security): security update: waits for nothing}. */
    private static String line(UpdateAdvice one) {
        PendingUpdate update = one.update();
        StringBuilder line = new StringBuilder(update.name());
        line.append(' ').append(versions(update));
        if (!update.origin().isEmpty()) {
            line.append(" (").append(update.origin()).append(')');
        }
        one.until().ifPresent(day -> line.append(", until ").append(day));
        return SafeText.abbreviate(line.append(": ").append(one.rule()).toString(), 1000);
    }

    /** {@code 3.0.19-1 → 3.0.22-1}, as far as they are known. */
    public static String versions(PendingUpdate update) {
        String to = update.to().orElse("?");
        return update.from()
                .map(from -> from + " → " + to)
                .orElse(update.to().isPresent() ? "new: " + to : "version not told");
    }

    /** What is known of the host, by name. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Operating system", reading.os().name() + endOfLife());
        if (reading.kernel().running().isPresent()) {
            facts.put(
                    "Kernel",
                    "running " + reading.kernel().running().get()
                            + reading.kernel()
                                    .installed()
                                    .map(installed -> ", newest installed " + installed)
                                    .orElse("")
                            + reading.uptime().map(up -> ", up " + days(up)).orElse(""));
        }
        facts.put(
                "Restart",
                switch (reading.reboot().need()) {
                            case YES -> "needed: ";
                            case NO -> "not needed: ";
                            case UNKNOWN -> "not known: ";
                        }
                        + reading.reboot().reason());
        facts.put(
                "Package lists",
                reading.listAge()
                        .map(age -> "refreshed " + days(age) + " before they were read")
                        .orElse("age not known"));
        if (!reading.packages().onHold().isEmpty()) {
            facts.put("On hold", String.join(", ", reading.packages().onHold()));
        }
        facts.put(
                "Read",
                TIME.format(reading.readAt().atZone(zone)) + " " + zone.getId() + ", "
                        + reading.packages().manager());
        return facts;
    }

    private String endOfLife() {
        EndOfLife end = reading.endOfLife();
        if (end.regular().isEmpty()) {
            return ", end of support not known";
        }
        return ", security updates until " + end.regular().get()
                + end.extended().map(last -> ", long-term until " + last).orElse("");
    }

    private static String days(Duration duration) {
        long days = duration.toDays();
        return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    }
}
