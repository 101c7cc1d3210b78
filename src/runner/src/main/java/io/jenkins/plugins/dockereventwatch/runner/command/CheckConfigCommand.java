package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.WatchConfiguration;
import io.jenkins.plugins.dockereventwatch.reminder.ReminderSettings;
import io.jenkins.plugins.dockereventwatch.rule.RuleSummary;
import io.jenkins.plugins.dockereventwatch.runner.DockerEventWatch;
import io.jenkins.plugins.dockereventwatch.schedule.CronSchedule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check-config}: says what a configuration means, or everything that is wrong with it. */
@Command(
        name = "check-config",
        description = {
            "Checks config.yml and its templates.",
            "Prints what each rule means, or every problem as FILE:LINE:COLUMN: what is wrong."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:it can be used", "2:it cannot; every problem is printed"})
public final class CheckConfigCommand implements Callable<Integer> {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm VV", Locale.ENGLISH);

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "config.yml")
    private Path file;

    @Override
    public Integer call() throws UserException {
        WatchConfiguration configuration = ConfigurationFile.of(file).read();
        PrintWriter out = spec.commandLine().getOut();
        int rules = configuration.rules().rules().size();
        out.printf(
                "%s: %s, %s%n",
                file, count(rules, "rule"), count(configuration.notifiers().size(), "notifier"));
        if (!configuration.filters().values().isEmpty()) {
            out.println("asked of the engine: " + RuleSummary.of(configuration.filters()));
        }
        configuration.rules().rules().forEach(rule -> out.printf("%n%s%n    %s%n", rule.title(), RuleSummary.of(rule)));
        configuration.reminders().ifPresent(reminders -> show(reminders, out));
        configuration.heartbeat().ifPresent(heartbeat -> {
            out.printf("%nheartbeat mail to %s: ", String.join(", ", heartbeat.notifiers()));
            show(heartbeat.schedule(), out);
        });
        out.flush();
        return DockerEventWatch.EXIT_OK;
    }

    private static void show(ReminderSettings reminders, PrintWriter out) {
        Instant now = Instant.now();
        CronSchedule schedule = reminders.schedule();
        out.printf("%nreminders of the updates of %s: ", count(reminders.hosts().size(), "host"));
        show(schedule, out);
        if (schedule.isMoreOftenThanWeekly(now)) {
            out.println("    warning: this is more than once a week; a host is reminded of once a week at most");
        }
    }

    private static void show(CronSchedule schedule, PrintWriter out) {
        Instant now = Instant.now();
        out.println(schedule.words(Locale.ENGLISH));
        schedule.next(now, 3).forEach(date -> out.println("    " + DATE.format(date)));
        schedule.warnings(now).forEach(warning -> out.println("    warning: " + warning));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
