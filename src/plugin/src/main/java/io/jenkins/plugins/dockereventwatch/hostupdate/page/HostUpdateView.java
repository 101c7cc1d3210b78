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
     * Shows a host.
     *
     * @param advice as it is remembered
     * @param today in the time zone of the schedule
     * @param confirmable whether the present user may confirm its updates
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

    /** What reminders call it. */
    @Exported
    public String getName() {
        return name;
    }

    /** Whether the present user may say that its updates are done. */
    public boolean isConfirmable() {
        return confirmable;
    }

    /** When it was read last; null: never. */
    @Exported
    public Date getLastRead() {
        return date(state.flatMap(HostState::lastRead));
    }

    /** Why it could not be read at the last try; null: it could, or was not tried yet. */
    @Exported
    public String getFailure() {
        return state.flatMap(HostState::failure).orElse(null);
    }

    /** The host that is the same machine by another name; null: none. */
    @Exported
    public String getSameAs() {
        return state.flatMap(HostState::sameAs).orElse(null);
    }

    /** Whether something is known of its updates. */
    public boolean isKnown() {
        return !advice.isMissingNode();
    }

    /** What is to be done, in a line; null: not known. */
    @Exported
    public String getDecision() {
        return text("decision");
    }

    /** Whether there is something to do now. */
    @Exported
    public boolean isSomethingToDo() {
        return advice.path("somethingToDo").asBoolean();
    }

    /** Its operating system; null: not known. */
    @Exported
    public String getOs() {
        return text("os");
    }

    /** The last day with security updates; null: not known. */
    @Exported
    public String getSupportedUntil() {
        return text("supportedUntil");
    }

    /** The kernel that runs; null: not known. */
    @Exported
    public String getKernelRunning() {
        return text("kernelRunning");
    }

    /** The newest installed kernel; null: not known. */
    @Exported
    public String getKernelInstalled() {
        return text("kernelInstalled");
    }

    /** Whether a restart is needed: {@code yes}, {@code no} or {@code unknown}; null: it was never read. */
    @Exported
    public String getReboot() {
        return text("reboot");
    }

    /** What else is to be known. */
    @Exported
    public List<String> getWarnings() {
        List<String> warnings = new ArrayList<>();
        advice.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return warnings;
    }

    private String text(String field) {
        return advice.path(field).asText(null);
    }

    /** The pending updates, the most urgent first. */
    @Exported
    public List<PendingView> getUpdates() {
        List<PendingView> updates = new ArrayList<>();
        advice.path("updates").forEach(update -> updates.add(new PendingView(update)));
        return updates;
    }

    /** Those with an advice. */
    public List<PendingView> updates(String kind) {
        return getUpdates().stream()
                .filter(update -> update.getAdvice().equals(kind))
                .toList();
    }

    /** When its updates were last done; null: not that it were known. */
    @Exported
    public Date getLastDone() {
        return date(state.flatMap(HostState::lastDone));
    }

    /** Who said so, or how it was seen; null: nobody. */
    @Exported
    public String getDoneBy() {
        return state.flatMap(HostState::doneBy).orElse(null);
    }

    /** The day before which no weekly reminder comes; null: it is not put off. */
    @Exported
    public String getSnoozedUntil() {
        return state.filter(known -> known.isSnoozed(today))
                .flatMap(HostState::snoozedUntil)
                .map(LocalDate::toString)
                .orElse(null);
    }

    /** Weeks in which what was asked for was not done. */
    @Exported
    public int getMissedWeeks() {
        return state.map(known -> known.missed(IsoWeek.of(today))).orElse(0);
    }

    /** What was pending, week by week. */
    @Exported
    public List<WeekView> getWeeks() {
        return weeks.stream().map(WeekView::new).toList();
    }

    /** The same as a drawing. */
    public PendingChart getChart() {
        return new PendingChart(weeks);
    }

    private static Date date(Optional<Instant> time) {
        return time.map(Date::from).orElse(null);
    }
}
