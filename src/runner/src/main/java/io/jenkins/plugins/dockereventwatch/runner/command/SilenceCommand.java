package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.MatcherText;
import io.jenkins.plugins.dockereventwatch.config.SilenceEnd;
import io.jenkins.plugins.dockereventwatch.event.EventFilters;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.rule.RuleCheck;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code silence}: suppresses alerts for a time. */
@Command(
        name = "silence",
        description = {
            "Adds, lists and ends silences. Alerts that match a silence are recorded, but not sent.",
            "Takes effect in a running watch within seconds. Recurring silences: silences in config.yml."
        },
        subcommands = {SilenceCommand.Add.class, SilenceCommand.ListSilences.class, SilenceCommand.End.class},
        synopsisSubcommandLabel = "COMMAND")
public final class SilenceCommand {

    /** {@code silence add}. */
    @Command(name = "add", description = "Adds a silence and prints its number.")
    static final class Add extends ProgramCommand {

        @Mixin
        private StateOption state;

        @Option(
                names = "--match",
                required = true,
                paramLabel = "FIELD=TEXT|FIELD=~PATTERN",
                description =
                        "Condition of the silence: Actor.Attributes.name=mysql, Actor.Attributes.image=~^phone-book,"
                                + " dockerHostLabel=docker-01, notificationTitle=…, notifier=…; repeatable: all must match.")
        private List<String> matchers = new ArrayList<>();

        @Option(
                names = {"--for", "--until"},
                required = true,
                paramLabel = "TIME",
                description = "Duration (30m, 2h, 7d) or end (2026-11-24T18:00); at most one year.")
        private String time;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Reason of the silence.")
        private String reason;

        @Option(
                names = "--author",
                paramLabel = "NAME",
                description = "Author of the silence. Default: the current user.")
        private String author = System.getProperty("user.name");

        @Override
        public Integer call() throws UserException, IOException, InterruptedException {
            Instant now = Clock.systemUTC().instant();
            Silence silence = new Silence(
                    0,
                    UserException.parse("--match", () -> MatcherText.parse(matchers)),
                    now,
                    UserException.parse("--for", () -> SilenceEnd.parse(time, now, ZoneId.systemDefault())),
                    UserException.parse("--reason", () -> Silence.checkedReason(reason)),
                    author);
            RuleCheck.ofSilences(EventFilters.NONE, Map.of())
                    .impossible(silence.matchers())
                    .forEach(found -> err().println("Warning: " + found.reason().getMessage()));
            try (SilenceClient client = SilenceClient.open(state)) {
                out().println("silence " + client.add(silence) + " until " + silence.ends());
            }
            return ExitCode.OK;
        }
    }

    /** {@code silence list}. */
    @Command(name = "list", description = "Lists silences, including those that ended in the last seven days.")
    static final class ListSilences extends ProgramCommand {

        @Mixin
        private StateOption state;

        @Override
        public Integer call() throws UserException, IOException, InterruptedException {
            Instant now = Clock.systemUTC().instant();
            try (SilenceClient client = SilenceClient.open(state)) {
                for (Silence silence : client.list()) {
                    String end = (silence.ends().isAfter(now) ? "until " : "ended ") + silence.ends();
                    String matchers =
                            silence.matchers().stream().map(ListSilences::text).collect(Collectors.joining(" "));
                    String reason = SafeText.oneLine(silence.author()) + ": " + SafeText.oneLine(silence.reason());
                    out().printf("%d  %s  %s  %s%n", silence.id(), end, matchers, reason);
                }
            }
            return ExitCode.OK;
        }

        private static String text(Condition condition) {
            return SafeText.oneLine(condition.field()
                    + (condition.operator() == Operator.MATCHES ? "=~" : "=")
                    + condition.values().get(0));
        }
    }

    /** {@code silence end}. */
    @Command(
            name = "end",
            description = "Ends a silence now.",
            exitCodeList = {"0:the silence ended", "1:there is no active silence with this number"})
    static final class End extends ProgramCommand {

        @Mixin
        private StateOption state;

        @Parameters(paramLabel = "NUMBER", description = "Number that silence list prints.")
        private long number;

        @Override
        public Integer call() throws UserException, IOException, InterruptedException {
            try (SilenceClient client = SilenceClient.open(state)) {
                if (client.end(number)) {
                    return ExitCode.OK;
                }
            }
            err().println("There is no active silence " + number);
            return FAILED;
        }
    }
}
