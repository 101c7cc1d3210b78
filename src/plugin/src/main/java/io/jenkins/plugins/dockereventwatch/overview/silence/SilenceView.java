package io.jenkins.plugins.dockereventwatch.overview.silence;

import io.jenkins.plugins.dockereventwatch.overview.ConditionText;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A silence on the page and in its JSON: one that somebody added, or one of the settings. */
@ExportedBean(defaultVisibility = 2)
public final class SilenceView {

    private final Long id;
    private final List<String> matchers;
    private final Date until;
    private final String times;
    private final String reason;
    private final String author;
    private final boolean holding;

    /** One that somebody added. */
    SilenceView(Silence silence, Instant now) {
        this.id = silence.id();
        this.matchers = texts(silence.matchers());
        this.until = Date.from(silence.ends());
        this.times = null;
        this.reason = silence.reason();
        this.author = silence.author();
        this.holding = !now.isBefore(silence.starts());
    }

    /** One of the settings. */
    SilenceView(RecurringSilence silence, Instant now) {
        this.id = null;
        this.matchers = texts(silence.matchers());
        this.until = null;
        this.times = times(silence);
        this.reason = silence.reason();
        this.author = null;
        this.holding = silence.isActive(now);
    }

    private static List<String> texts(List<Condition> matchers) {
        return matchers.stream()
                .map(condition -> ConditionText.text(condition, false))
                .toList();
    }

    private static String times(RecurringSilence silence) {
        String days = silence.days().size() == DayOfWeek.values().length
                ? Messages.SilenceView_EveryDay()
                : silence.days().stream()
                        .sorted()
                        .map(day -> day.getDisplayName(TextStyle.SHORT, LocaleProvider.getLocale()))
                        .collect(Collectors.joining(", "));
        return days + " " + silence.from() + "–" + silence.to() + " (" + silence.zone() + ")";
    }

    /** By it it is ended; null: it is of the settings. */
    @Exported
    public Long getId() {
        return id;
    }

    /** What must hold of an alert, in signs; none: it is every alert. */
    @Exported
    public List<String> getMatchers() {
        return matchers;
    }

    /** When it ends; null: it recurs. */
    @Exported
    public Date getUntil() {
        return until;
    }

    /** At which times it holds, for people; null: it holds once. */
    @Exported
    public String getTimes() {
        return times;
    }

    /** Why, for people. */
    @Exported
    public String getReason() {
        return reason;
    }

    /** Who wants it; null: it is of the settings. */
    @Exported
    public String getAuthor() {
        return author;
    }

    /** Whether it holds now. */
    @Exported
    public boolean isHolding() {
        return holding;
    }

    /** Whether it is of the settings, where it can be changed. */
    @Exported
    public boolean isFromSettings() {
        return id == null;
    }
}
