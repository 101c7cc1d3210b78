package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.dockereventwatch.reminder.HostState;
import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A host on the page and in its JSON; unknown values are null. */
@ExportedBean(defaultVisibility = 2)
public final class HostUpdateView {

    /** The number of weeks in the chart: half a year. */
    private static final int CHART_WEEKS = 26;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The name of the host in reminders. */
    @Exported
    public final String name;

    /** Whether the current user may confirm updates of the host. */
    public final boolean confirmable;

    /** Whether advice about the updates of the host exists. */
    public final boolean known;

    /** When the host was last read. */
    @Exported
    public final Date lastRead;

    /** Why the last attempt to read the host failed, or null if it did not. */
    @Exported
    public final String failure;

    /** The other name of the same machine, or null if there is none. */
    @Exported
    public final String sameAs;

    @Exported
    public final String decision;

    /** Whether an action is required now. */
    @Exported
    public final boolean somethingToDo;

    @Exported
    public final String os;

    /** The last day with security updates. */
    @Exported
    public final String supportedUntil;

    @Exported
    public final String kernelRunning;

    /** The newest installed kernel. */
    @Exported
    public final String kernelInstalled;

    /** Whether a restart is needed: {@code yes}, {@code no} or {@code unknown}; null if the host was never read. */
    @Exported
    public final String reboot;

    @Exported
    public final List<String> warnings = new ArrayList<>();

    /** The pending updates, the most urgent first. */
    @Exported
    public final List<PendingView> updates = new ArrayList<>();

    /** When updates were last completed. */
    @Exported
    public final Date lastDone;

    /** Who confirmed that, or how it was detected. */
    @Exported
    public final String doneBy;

    /** The day before which no weekly reminder is sent, or null if it is not postponed. */
    @Exported
    public final String snoozedUntil;

    @Exported
    public final int missedWeeks;

    /** The numbers of pending updates, oldest week first. */
    @Exported
    public final List<WeekView> weeks;

    /** @param today the date in the time zone of the schedule */
    HostUpdateView(
            String name,
            Optional<HostState> state,
            Optional<String> stored,
            List<PendingWeek> weeks,
            LocalDate today,
            boolean confirmable) {
        JsonNode advice = stored.map(HostUpdateView::parse).orElse(MissingNode.getInstance());
        this.name = name;
        this.confirmable = confirmable;
        known = stored.isPresent();
        lastRead =
                state.flatMap(host -> host.reading().lastRead()).map(Date::from).orElse(null);
        failure = state.flatMap(host -> host.reading().failure()).orElse(null);
        sameAs = state.flatMap(HostState::sameAs).orElse(null);
        decision = advice.path("decision").asText(null);
        somethingToDo = advice.path("somethingToDo").asBoolean();
        os = advice.path("os").asText(null);
        supportedUntil = advice.path("supportedUntil").asText(null);
        kernelRunning = advice.path("kernelRunning").asText(null);
        kernelInstalled = advice.path("kernelInstalled").asText(null);
        reboot = advice.path("reboot").asText(null);
        advice.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        advice.path("updates").forEach(update -> updates.add(new PendingView(update)));
        lastDone =
                state.flatMap(host -> host.answer().lastDone()).map(Date::from).orElse(null);
        doneBy = state.flatMap(host -> host.answer().doneBy()).orElse(null);
        snoozedUntil = state.filter(host -> host.isSnoozed(today))
                .flatMap(host -> host.answer().snoozedUntil())
                .map(LocalDate::toString)
                .orElse(null);
        missedWeeks = state.map(host -> host.missed(IsoWeek.of(today))).orElse(0);
        this.weeks = weeks.stream().map(WeekView::new).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Invalid stored advice", e);
        }
    }

    /** Returns the pending updates with the given advice. */
    public List<PendingView> updates(String advice) {
        return updates.stream().filter(update -> update.advice.equals(advice)).toList();
    }

    public List<WeekView> getLastWeeks() {
        return weeks.subList(Math.max(0, weeks.size() - CHART_WEEKS), weeks.size());
    }

    /** Returns the number of pending updates that the full height of the chart represents. */
    public int getHighestTotal() {
        return getLastWeeks().stream().mapToInt(WeekView::total).max().orElse(0);
    }
}
