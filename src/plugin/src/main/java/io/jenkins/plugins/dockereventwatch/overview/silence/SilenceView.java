package io.jenkins.plugins.dockereventwatch.overview.silence;

import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.ConditionText;
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

/** A silence on the page and in its JSON, added by a user or configured in the settings. */
@ExportedBean(defaultVisibility = 2)
public final class SilenceView {

    /** The ID, or null for a silence of the settings. */
    @Exported
    public final Long id;

    /** The matchers; empty if every alert matches. */
    @Exported
    public final List<String> matchers;

    /** The end, or null if the silence recurs. */
    @Exported
    public final Date until;

    /** The recurring times as text, or null if the silence does not recur. */
    @Exported
    public final String times;

    /** The reason. */
    @Exported
    public final String reason;

    /** The author, or null for a silence of the settings. */
    @Exported
    public final String author;

    /** Whether the silence is active now. */
    @Exported
    public final boolean holding;

    /** Creates the view of a silence added by a user. */
    SilenceView(Silence silence, Instant now) {
        this.id = silence.id();
        this.matchers = texts(silence.matchers());
        this.until = Date.from(silence.ends());
        this.times = null;
        this.reason = silence.reason();
        this.author = silence.author();
        this.holding = !now.isBefore(silence.starts());
    }

    /** Creates the view of a silence of the settings. */
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

    /** Returns whether the silence is configured in the settings. */
    @Exported
    public boolean isFromSettings() {
        return id == null;
    }
}
