package io.jenkins.plugins.dockereventwatch.overview.silence;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.config.MatcherText;
import io.jenkins.plugins.dockereventwatch.config.SilenceEnd;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.overview.AlertRecord;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A silence as somebody types it, in the words of the command {@code silence add}. */
public final class SilenceForm implements Describable<SilenceForm> {

    private static final String PROPOSED = "2h";

    private final String matchers;
    private final String until;
    private final String reason;
    private final List<String> alternatives;

    private SilenceForm(String matchers, String until, String reason, List<String> alternatives) {
        this.matchers = matchers;
        this.until = until;
        this.reason = reason;
        this.alternatives = alternatives;
    }

    /** One that nobody has typed anything into. */
    static SilenceForm blank() {
        return new SilenceForm("", PROPOSED, "", List.of());
    }

    /** One for the likes of an alert. */
    static SilenceForm of(AlertRecord alert) {
        return new SilenceForm(FormText.joined(alert.matchers()), PROPOSED, "", alert.otherMatchers());
    }

    /** As it was typed; null is nothing. */
    static SilenceForm typed(String matchers, String until, String reason) {
        return new SilenceForm(text(matchers), text(until), text(reason), List.of());
    }

    private static String text(String typed) {
        return typed == null ? "" : typed;
    }

    /** What it matches, one matcher a line. */
    public String getMatchers() {
        return matchers;
    }

    /** How long, or until when. */
    public String getUntil() {
        return until;
    }

    /** Why, for the others. */
    public String getReason() {
        return reason;
    }

    /** Whose time it is where somebody types one without saying. */
    public String getZone() {
        return ZoneId.systemDefault().getId();
    }

    /** What else the alert that it was made for can be matched by; none where it was made for none. */
    public List<String> getAlternatives() {
        return alternatives;
    }

    /** For the engine, from now on; empty, after every complaint, where it cannot be used. */
    Optional<Silence> toSilence(Instant now, ZoneId zone, String author, Consumer<String> problems) {
        Optional<List<Condition>> conditions = read(() -> MatcherText.parse(FormText.lines(matchers)), problems);
        Optional<Instant> end = read(() -> SilenceEnd.parse(until, now, zone), problems);
        Optional<String> why = read(() -> Silence.checkedReason(reason), problems);
        return conditions.flatMap(
                matched -> end.flatMap(ends -> why.map(reason -> new Silence(0, matched, now, ends, reason, author))));
    }

    private static <T> Optional<T> read(Supplier<T> value, Consumer<String> problems) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException e) {
            problems.accept(e.getMessage());
            return Optional.empty();
        }
    }

    /** How it is entered; what is empty yet is not complained of before it is submitted. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<SilenceForm> {

        @Override
        public String getDisplayName() {
            return Messages.SilencePage_DisplayName();
        }

        /** Checks the matchers as typed. */
        @POST
        public FormValidation doCheckMatchers(@QueryParameter String value) {
            Jenkins.get().checkPermission(OverviewPermissions.SILENCE);
            return FormChecks.eachLine(value, line -> MatcherText.parse(List.of(line)));
        }

        /** Checks the end as typed, and says how it is understood. */
        @POST
        public FormValidation doCheckUntil(@QueryParameter String value) {
            Jenkins.get().checkPermission(OverviewPermissions.SILENCE);
            if (text(value).isBlank()) {
                return FormValidation.ok();
            }
            try {
                ZoneId zone = ZoneId.systemDefault();
                return FormValidation.ok(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(LocaleProvider.getLocale())
                                .format(SilenceEnd.parse(value, Instant.now(), zone)
                                        .atZone(zone))
                        + " (" + zone + ")");
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }

        /** Checks the reason as typed. */
        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            Jenkins.get().checkPermission(OverviewPermissions.SILENCE);
            try {
                if (!text(value).isBlank()) {
                    Silence.checkedReason(value);
                }
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
