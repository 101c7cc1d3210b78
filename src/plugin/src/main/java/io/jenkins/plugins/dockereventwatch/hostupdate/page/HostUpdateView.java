package io.jenkins.plugins.dockereventwatch.hostupdate.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.dockereventwatch.reminder.HostState;
import io.jenkins.plugins.dockereventwatch.reminder.PendingWeek;
import io.jenkins.plugins.dockereventwatch.schedule.IsoWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A host on the page and in its JSON. */
@ExportedBean(defaultVisibility = 2)
public final class HostUpdateView {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final String name;
    private final Optional<HostState> state;
    private final JsonNode advice;
    private final List<PendingWeek> weeks;
    private final LocalDate today;
    private final boolean confirmable;

    /**
     * Creates the view of a host.
     *
     * @param advice the stored advice
     * @param today the date in the time zone of the schedule
     * @param confirmable whether the current user may confirm updates of the host
     */
    HostUpdateView(
            String name,
            Optional<HostState> state,
            Optional<String> advice,
            List<PendingWeek> weeks,
            LocalDate today,
            boolean confirmable) {
        this.name = name;
        this.state = state;
        this.advice = advice.map(HostUpdateView::parse).orElse(MissingNode.getInstance());
        this.weeks = List.copyOf(weeks);
        this.today = today;
        this.confirmable = confirmable;
    }

    private static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Invalid stored advice", e);
        }
    }

    /** Returns the name of the host in reminders. */
    @Exported
    public String getName() {
        return name;
    }

    /** Returns whether the current user may confirm updates of the host. */
    public boolean isConfirmable() {
        return confirmable;
    }

    /** Returns when the host was last read, or null if it never was. */
    @Exported
    public Date getLastRead() {
        return date(state.flatMap(HostState::lastRead));
    }

    /** Returns why the last attempt to read the host failed, or null if it did not. */
    @Exported
    public String getFailure() {
        return state.flatMap(HostState::failure).orElse(null);
    }

    /** Returns the other name of the same machine, or null if there is none. */
    @Exported
    public String getSameAs() {
        return state.flatMap(HostState::sameAs).orElse(null);
    }

    /** Returns whether advice about the updates of the host exists. */
    public boolean isKnown() {
        return !advice.isMissingNode();
    }

    /** Returns the summary of what to do, or null if it is unknown. */
    @Exported
    public String getDecision() {
        return text("decision");
    }

    /** Returns whether an action is required now. */
    @Exported
    public boolean isSomethingToDo() {
        return advice.path("somethingToDo").asBoolean();
    }

    /** Returns the operating system, or null if it is unknown. */
    @Exported
    public String getOs() {
        return text("os");
    }

    /** Returns the last day with security updates, or null if it is unknown. */
    @Exported
    public String getSupportedUntil() {
        return text("supportedUntil");
    }

    /** Returns the running kernel, or null if it is unknown. */
    @Exported
    public String getKernelRunning() {
        return text("kernelRunning");
    }

    /** Returns the newest installed kernel, or null if it is unknown. */
    @Exported
    public String getKernelInstalled() {
        return text("kernelInstalled");
    }

    /**
     * Returns whether a restart is needed: {@code yes}, {@code no} or {@code unknown}; null if the host was never read.
     */
    @Exported
    public String getReboot() {
        return text("reboot");
    }

    /** Returns the warnings about the host. */
    @Exported
    public List<String> getWarnings() {
        List<String> warnings = new ArrayList<>();
        advice.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return warnings;
    }

    private String text(String field) {
        return advice.path(field).asText(null);
    }

    /** Returns the pending updates, the most urgent first. */
    @Exported
    public List<PendingView> getUpdates() {
        List<PendingView> updates = new ArrayList<>();
        advice.path("updates").forEach(update -> updates.add(new PendingView(update)));
        return updates;
    }

    /** Returns the pending updates with the given advice. */
    public List<PendingView> updates(String kind) {
        return getUpdates().stream()
                .filter(update -> update.getAdvice().equals(kind))
                .toList();
    }

    /** Returns when updates were last completed, or null if that is unknown. */
    @Exported
    public Date getLastDone() {
        return date(state.flatMap(HostState::lastDone));
    }

    /** Returns who confirmed that, or how it was detected; null if neither is known. */
    @Exported
    public String getDoneBy() {
        return state.flatMap(HostState::doneBy).orElse(null);
    }

    /** Returns the day before which no weekly reminder is sent, or null if it is not postponed. */
    @Exported
    public String getSnoozedUntil() {
        return state.filter(known -> known.isSnoozed(today))
                .flatMap(HostState::snoozedUntil)
                .map(LocalDate::toString)
                .orElse(null);
    }

    /** Returns the number of missed weeks. */
    @Exported
    public int getMissedWeeks() {
        return state.map(known -> known.missed(IsoWeek.of(today))).orElse(0);
    }

    /** Returns the pending updates of each week. */
    @Exported
    public List<WeekView> getWeeks() {
        return weeks.stream().map(WeekView::new).toList();
    }

    /** Returns the chart of the pending updates. */
    public PendingChart getChart() {
        return new PendingChart(weeks);
    }

    private static Date date(Optional<Instant> time) {
        return time.map(Date::from).orElse(null);
    }
}
