package io.jenkins.plugins.dockereventwatch.overview.silence;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.silence.RecurringSilence;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SilenceViewTest {

    /** A Tuesday. */
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final List<Condition> MATCHERS = List.of(
            new Condition(
                    new FieldPath("Action"),
                    Condition.Operator.EQUALS,
                    Condition.Quantifier.ANY,
                    List.of("die", "oom")),
            new Condition(
                    new FieldPath("Actor.Attributes.name"),
                    Condition.Operator.MATCHES,
                    Condition.Quantifier.ANY,
                    List.of("^my")));

    @Test
    void addedSilenceHasIdEndAndAuthor() {
        SilenceView view = new SilenceView(new Silence(7, MATCHERS, NOW, NOW.plusSeconds(60), "moves", "david"), NOW);

        assertThat(view.id).isEqualTo(7);
        assertThat(view.isFromSettings()).isFalse();
        assertThat(view.holding).isTrue();
        assertThat(view.matchers).containsExactly("Action = die | oom", "Actor.Attributes.name ~ ^my");
        assertThat(view.until).isEqualTo("2026-11-24T12:01:00Z");
        assertThat(view.times).isNull();
        assertThat(view.author).isEqualTo("david");
    }

    @Test
    void recurringSilenceHasTimes() {
        SilenceView weekend = recurring(EnumSet.of(DayOfWeek.SUNDAY, DayOfWeek.SATURDAY));

        assertThat(weekend.id).isNull();
        assertThat(weekend.isFromSettings()).isTrue();
        assertThat(weekend.until).isNull();
        assertThat(weekend.holding).isFalse();
        assertThat(weekend.times).endsWith(" 12:00–14:30 (Europe/Zurich)").contains(", ");
        assertThat(recurring(EnumSet.allOf(DayOfWeek.class)).holding).isTrue();
        assertThat(recurring(EnumSet.allOf(DayOfWeek.class)).times)
                .isEqualTo(Messages.SilenceView_EveryDay() + " 12:00–14:30 (Europe/Zurich)");
    }

    private static SilenceView recurring(Set<DayOfWeek> days) {
        return new SilenceView(
                new RecurringSilence(
                        List.of(),
                        days,
                        LocalTime.of(12, 0),
                        LocalTime.of(14, 30),
                        ZoneId.of("Europe/Zurich"),
                        "nightly backup"),
                NOW);
    }
}
