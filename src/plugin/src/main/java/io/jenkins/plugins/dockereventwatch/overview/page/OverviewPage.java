package io.jenkins.plugins.dockereventwatch.overview.page;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Job;
import io.jenkins.plugins.dockereventwatch.alert.BuildReference;
import io.jenkins.plugins.dockereventwatch.docker.DockerHost;
import io.jenkins.plugins.dockereventwatch.overview.HostView;
import io.jenkins.plugins.dockereventwatch.overview.StatusPage;
import io.jenkins.plugins.dockereventwatch.overview.WatchState;
import io.jenkins.plugins.dockereventwatch.overview.silence.SilencePage;
import io.jenkins.plugins.dockereventwatch.overview.silence.SilenceView;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.watch.Activity;
import io.jenkins.plugins.dockereventwatch.watch.WatchedHost;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.springframework.security.access.AccessDeniedException;

/** The page "Docker Event Watch" under Manage Jenkins, and its JSON under {@code api/json}. */
@Extension
@ExportedBean
public final class OverviewPage extends StatusPage {

    private static final Duration FRESH = Duration.ofMinutes(1);

    /** The maximum time that a page waits for slow hosts. */
    private static final Duration AUDIT_TIMEOUT = Duration.ofSeconds(3);

    /** The path below {@code manage/}. */
    public static final String URL = "docker-event-watch";

    private final HostAudits audits =
            new HostAudits(Clock.systemUTC(), FRESH, task -> Computer.threadPoolForRemoting.execute(task));

    public OverviewPage() {
        super(URL);
    }

    @Override
    public String getDisplayName() {
        return Messages.OverviewPage_DisplayName();
    }

    @Override
    public String getDescription() {
        return Messages.OverviewPage_Description();
    }

    /** Returns the hosts in the order of the settings. */
    @Exported
    public List<HostView> getHosts() {
        return HostView.all();
    }

    /** Returns the recent audits: running containers without limits, or with access to their host. */
    @Exported
    public List<HostAuditView> getAudits() throws InterruptedException {
        Map<String, DockerHost> hosts = new LinkedHashMap<>();
        WatchState.all().forEach(state -> state.hosts().forEach((name, host) -> hosts.put(name, host.host())));
        Map<String, HostAudits.Result> results = audits.of(hosts, AUDIT_TIMEOUT);
        return hosts.keySet().stream()
                .map(name -> new HostAuditView(name, results.get(name), findings(results.get(name))))
                .toList();
    }

    private static List<FindingView> findings(HostAudits.Result result) {
        if (result == null || result.report() == null) {
            return List.of();
        }
        Map<String, Starter> starters = new HashMap<>();
        result.builds().forEach((container, claim) -> starters.put(container, Starter.of(claim)));
        return result.report().findings().stream()
                .sorted(Comparator.comparing(finding -> !finding.rule().isError()))
                .map(finding -> {
                    Starter starter = starters.getOrDefault(finding.id(), Starter.NONE);
                    return new FindingView(finding, starter.build(), starter.jobUrl());
                })
                .toList();
    }

    /** The build that started a container, if it is known and the current user may see it. */
    private record Starter(Optional<BuildReference> build, Optional<String> jobUrl) {

        private static final Starter NONE = new Starter(Optional.empty(), Optional.empty());

        private static Starter of(BuildReference claim) {
            Optional<BuildReference> build = WatchState.all()
                    .flatMap(state -> state.resolve(claim).stream())
                    .findFirst();
            return new Starter(build, build.flatMap(known -> OverviewPage.jobUrl(known.job())));
        }
    }

    public SilencePage getSilence() {
        return new SilencePage();
    }

    /** Returns the current and future silences. */
    @Exported
    public List<SilenceView> getSilences() {
        try {
            return new SilencePage().silences();
        } catch (StoreException e) {
            // An error must not look like an empty list of silences.
            throw new IllegalStateException("Failed to read silences: " + e.getMessage(), e);
        }
    }

    /** Returns the recent alerts, latest first, filtered by the host, rule and job of the request. */
    @Exported
    public List<AlertView> getAlerts() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return AlertList.of(request.getParameter("host"), request.getParameter("rule"), request.getParameter("job"));
    }

    /** Returns the URL of a job relative to the root URL; empty if the current user may not see the job. */
    static Optional<String> jobUrl(String fullName) {
        try {
            Job<?, ?> job = Jenkins.get().getItemByFullName(fullName, Job.class);
            return job == null ? Optional.empty() : Optional.of(job.getUrl());
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }

    public Collection<String> getHostChoices() {
        return AlertList.choices(alert -> Stream.of(alert.host));
    }

    public Collection<String> getRuleChoices() {
        return AlertList.choices(alert -> alert.rules.stream());
    }

    public Collection<String> getJobChoices() {
        return AlertList.choices(alert -> Stream.of(alert.job));
    }

    public ActivityChart getEventChart() {
        return chart(Activity.Span::events);
    }

    public ActivityChart getAlertChart() {
        return chart(Activity.Span::alerts);
    }

    private static ActivityChart chart(ToLongFunction<Activity.Span> counted) {
        List<Activity> activities = WatchState.all()
                .flatMap(state -> state.hosts().values().stream())
                .map(WatchedHost::activity)
                .toList();
        return new ActivityChart(activities, counted, ZoneId.systemDefault());
    }
}
