package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.EndOfLife;
import io.jenkins.plugins.dockereventwatch.update.HostReading;
import io.jenkins.plugins.dockereventwatch.update.KernelState;
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

    private final HostAdvice advice;
    private final HostReading reading;
    private final ZoneId zone;

    /** Describes the advice on a host, with times in a zone. */
    public AdviceText(HostAdvice advice, ZoneId zone) {
        this.advice = advice;
        this.reading = advice.reading();
        this.zone = zone;
    }

    /** The decision, warnings, updates and facts, in lines. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(SafeText.abbreviate(reading.host(), 200) + ": " + advice.decision());
        advice.warnings().forEach(warning -> lines.add("! " + SafeText.abbreviate(warning, 1000)));
        for (Advice kind : Advice.values()) {
            List<UpdateAdvice> updates = advice.with(kind);
            if (!updates.isEmpty()) {
                lines.add("");
                lines.add(kind.heading() + " (" + updates.size() + ")");
                updates.forEach(update -> lines.add("  " + line(update)));
            }
        }
        lines.add("");
        facts().forEach((name, value) -> lines.add(name + ": " + SafeText.abbreviate(value, 500)));
        return String.join("\n", lines) + "\n";
    }

    /** A line such as {@code libssl3 3.0.19-1 → 3.0.22-1 (Debian-Security:12/oldstable-security): security update: …}. */
    private static String line(UpdateAdvice one) {
        PendingUpdate update = one.update();
        String origin = update.origin().isEmpty() ? "" : " (" + update.origin() + ")";
        String until = one.until().map(day -> ", until " + day).orElse("");
        return SafeText.abbreviate(update.name() + " " + versions(update) + origin + until + ": " + one.rule(), 1000);
    }

    /** The versions of an update as far as they are known, such as {@code 3.0.19-1 → 3.0.22-1}. */
    public static String versions(PendingUpdate update) {
        String to = update.change().to().orElse("?");
        return update.change()
                .from()
                .map(from -> from + " → " + to)
                .orElse(update.change().to().isPresent() ? "new: " + to : "version unknown");
    }

    /** Facts about the host, by name. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Operating system", reading.distribution().os().name() + endOfLife());
        KernelState kernel = reading.boot().kernel();
        kernel.running()
                .ifPresent(running -> facts.put(
                        "Kernel",
                        "running " + running
                                + kernel.installed()
                                        .map(installed -> ", newest installed " + installed)
                                        .orElse("")
                                + reading.boot()
                                        .uptime()
                                        .map(up -> ", up " + days(up))
                                        .orElse("")));
        Reboot reboot = reading.boot().reboot();
        String need = switch (reboot.need()) {
            case YES -> "required: ";
            case NO -> "not required: ";
            case UNKNOWN -> "unknown: ";
        };
        facts.put("Reboot", need + reboot.reason());
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
        EndOfLife end = reading.distribution().endOfLife();
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
