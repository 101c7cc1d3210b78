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

/** Advice as text for terminals and mails: the decision first, then the packages. */
public final class AdviceText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private static final Map<Advice, String> HEADINGS = new LinkedHashMap<>();

    static {
        HEADINGS.put(Advice.HOTFIX, "Hotfix now");
        HEADINGS.put(Advice.THIS_WEEK, "This week");
        HEADINGS.put(Advice.WAIT, "Waiting");
        HEADINGS.put(Advice.HELD, "On hold");
    }

    private final HostAdvice advice;
    private final HostReading reading;
    private final ZoneId zone;

    /** Describes the advice on a host, with times in a zone. */
    public AdviceText(HostAdvice advice, ZoneId zone) {
        this.advice = advice;
        this.reading = advice.reading();
        this.zone = zone;
    }

    /** The heading of the updates with an advice. */
    public static String heading(Advice kind) {
        return HEADINGS.get(kind);
    }

    /** The decision, such as {@code 81 hotfixes now; 38 this week; reboot required; 17 waiting; 1 on hold}. */
    public String decision() {
        List<String> parts = new ArrayList<>();
        int hotfixes = advice.with(Advice.HOTFIX).size();
        if (hotfixes > 0) {
            parts.add(hotfixes + (hotfixes == 1 ? " hotfix now" : " hotfixes now"));
        }
        add(parts, advice.with(Advice.THIS_WEEK).size(), "this week");
        if (reading.reboot().need() == Reboot.Need.YES) {
            parts.add("reboot required");
        }
        if (reading.isPastEndOfLife(advice.today())) {
            parts.add("operating system out of support");
        }
        if (parts.isEmpty()) {
            parts.add(advice.isStale() ? "unknown: the package lists are too old" : "nothing to do now");
        }
        add(parts, advice.with(Advice.WAIT).size(), "waiting");
        add(parts, advice.with(Advice.HELD).size(), "on hold");
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    /** The decision, warnings, updates and facts, in lines. */
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

    /** A line such as {@code libssl3 3.0.19-1 → 3.0.22-1 (Debian-Security:12/oldstable-security): security update: …}. */
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

    /** The versions of an update as far as they are known, such as {@code 3.0.19-1 → 3.0.22-1}. */
    public static String versions(PendingUpdate update) {
        String to = update.to().orElse("?");
        return update.from()
                .map(from -> from + " → " + to)
                .orElse(update.to().isPresent() ? "new: " + to : "version unknown");
    }

    /** Facts about the host, by name. */
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
                "Reboot",
                switch (reading.reboot().need()) {
                            case YES -> "required: ";
                            case NO -> "not required: ";
                            case UNKNOWN -> "unknown: ";
                        }
                        + reading.reboot().reason());
        facts.put(
                "Package lists",
                reading.listAge()
                        .map(age -> "refreshed " + days(age) + " before the reading")
                        .orElse("age unknown"));
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
            return ", end of support unknown";
        }
        return ", security updates until " + end.regular().get()
                + end.extended()
                        .map(last -> ", long-term support until " + last)
                        .orElse("");
    }

    private static String days(Duration duration) {
        long days = duration.toDays();
        return days == 0 ? "less than a day" : days == 1 ? "1 day" : days + " days";
    }
}
