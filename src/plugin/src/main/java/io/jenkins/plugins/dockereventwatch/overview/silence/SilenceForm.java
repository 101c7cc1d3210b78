package io.jenkins.plugins.dockereventwatch.overview.silence;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.dockereventwatch.config.MatcherText;
import io.jenkins.plugins.dockereventwatch.config.SilenceEnd;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.form.FormChecks;
import io.jenkins.plugins.dockereventwatch.form.FormText;
import io.jenkins.plugins.dockereventwatch.overview.AlertRecord;
import io.jenkins.plugins.dockereventwatch.overview.OverviewPermissions;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.RuleCheck;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jenkins.model.Jenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of a silence, in the syntax of the command {@code silence add}. */
public final class SilenceForm implements Describable<SilenceForm> {

    private static final String PROPOSED_DURATION = "2h";

    /** The matchers, one per line. */
    public final String matchers;

    /** The duration or the end. */
    public final String until;

    public final String reason;

    /** Further matchers of the alert for which the form was created; empty for none. */
    public final List<String> alternatives;

    private SilenceForm(String matchers, String until, String reason, List<String> alternatives) {
        this.matchers = matchers;
        this.until = until;
        this.reason = reason;
        this.alternatives = alternatives;
    }

    static SilenceForm blank() {
        return new SilenceForm("", PROPOSED_DURATION, "", List.of());
    }

    /** Creates a form for alerts that are similar to an alert. */
    static SilenceForm of(AlertRecord alert) {
        return new SilenceForm(FormText.joined(alert.matchers()), PROPOSED_DURATION, "", alert.otherMatchers());
    }

    /** Creates a form with submitted values. Null is treated as empty. */
    static SilenceForm typed(String matchers, String until, String reason) {
        return new SilenceForm(text(matchers), text(until), text(reason), List.of());
    }

    private static String text(String typed) {
        return typed == null ? "" : typed;
    }

    /** Returns the time zone for times without a time zone. */
    public String getZone() {
        return ZoneId.systemDefault().getId();
    }

    /** Converts the form to a silence that starts now; empty, with all problems reported, if the form is invalid. */
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
            problems.accept(FormText.message(e));
            return Optional.empty();
        }
    }

    /** Descriptor of the form. Empty fields are only reported on submission. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<SilenceForm> {

        @Override
        public String getDisplayName() {
            return Messages.SilencePage_DisplayName();
        }

        @POST
        public FormValidation doCheckMatchers(@QueryParameter String value) {
            Jenkins.get().checkPermission(OverviewPermissions.SILENCE);
            FormValidation errors = FormChecks.eachLine(value, line -> MatcherText.parse(List.of(line)));
            List<String> lines = FormText.lines(value);
            if (errors.kind != FormValidation.Kind.OK || lines.isEmpty() || lines.size() > MatcherText.MAX_COUNT) {
                return errors;
            }
            List<String> warnings =
                    RuleCheck.ofSilences(EventFilters.NONE, Map.of()).impossible(MatcherText.parse(lines)).stream()
                            .map(found -> FormText.message(found.reason()))
                            .toList();
            return warnings.isEmpty() ? errors : FormValidation.warning(String.join("\n", warnings));
        }

        /** Validates the end, and shows how it is interpreted. */
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
                return FormValidation.error(FormText.message(e));
            }
        }

        @POST
        public FormValidation doCheckReason(@QueryParameter String value) {
            Jenkins.get().checkPermission(OverviewPermissions.SILENCE);
            try {
                if (!text(value).isBlank()) {
                    Silence.checkedReason(value);
                }
                return FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(FormText.message(e));
            }
        }
    }
}
