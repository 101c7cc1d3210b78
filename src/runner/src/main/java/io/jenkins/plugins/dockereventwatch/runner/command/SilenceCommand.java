package io.jenkins.plugins.dockereventwatch.runner.command;

import io.jenkins.plugins.dockereventwatch.config.MatcherText;
import io.jenkins.plugins.dockereventwatch.config.SilenceEnd;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.rule.Condition.Operator;
import io.jenkins.plugins.dockereventwatch.runner.DockerEventWatch;
import io.jenkins.plugins.dockereventwatch.silence.Silence;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code silence}: alerts that are recorded and not sent for a while. */
@Command(
        name = "silence",
        description = {
            "Adds, lists and ends silences: what they match is recorded, and not sent.",
            "A watch that runs heeds them within seconds. Those that recur are in config.yml (silences)."
        },
        subcommands = {SilenceCommand.Add.class, SilenceCommand.Show.class, SilenceCommand.End.class},
        synopsisSubcommandLabel = "COMMAND")
public final class SilenceCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: add, list or end");
    }

    /** {@code silence add}. */
    @Command(name = "add", description = "Adds a silence; prints its number.")
    static final class Add implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private StateOption state;

        @Option(
                names = "--match",
                required = true,
                paramLabel = "FIELD=TEXT|FIELD=~PATTERN",
                description = "What is silenced: Actor.Attributes.name=mysql, Actor.Attributes.image=~^phone-book,"
                        + " dockerHostLabel=docker-01, notificationTitle=…, notifier=…; repeatable, all must hold.")
        private List<String> matchers = new ArrayList<>();

        @Option(
                names = {"--for", "--until"},
                required = true,
                paramLabel = "TIME",
                description = "How long: 30m, 2h, 7d; or until when: 2026-11-24T18:00. A year at most.")
        private String time;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for the others.")
        private String reason;

        @Option(names = "--author", paramLabel = "NAME", description = "Who wants it. Default: this user.")
        private String author = System.getProperty("user.name");

        @Override
        public Integer call() throws UserException, IOException, InterruptedException {
            Instant now = Clock.systemUTC().instant();
            Silence silence = new Silence(
                    0,
                    read("--match", () -> MatcherText.parse(matchers)),
                    now,
                    read("--for", () -> SilenceEnd.parse(time, now, ZoneId.systemDefault())),
                    read("--reason", () -> Silence.checkedReason(reason)),
                    author);
            try (SilenceClient door = SilenceClient.of(state)) {
                spec.commandLine().getOut().println("silence " + door.add(silence) + " until " + silence.ends());
            }
            return DockerEventWatch.EXIT_OK;
        }

        private <T> T read(String option, Supplier<T> value) {
            try {
                return value.get();
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage());
            }
        }
    }

    /** {@code silence list}. */
    @Command(name = "list", description = "Lists silences, those that ended in the last seven days too.")
    static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private StateOption state;

        @Override
        public Integer call() throws UserException, IOException, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            Instant now = Clock.systemUTC().instant();
            try (SilenceClient door = SilenceClient.of(state)) {
                for (Silence silence : door.list()) {
                    out.printf(
                            "%d  %s %s  %s  %s: %s%n",
                            silence.id(),
                            silence.ends().isAfter(now) ? "until" : "ended",
                            silence.ends(),
                            silence.matchers().stream().map(Show::text).collect(Collectors.joining(" ")),
                            plain(silence.author()),
                            plain(silence.reason()));
                }
            }
            return DockerEventWatch.EXIT_OK;
        }

        private static String text(Condition condition) {
            return plain(condition.field()
                    + (condition.operator() == Operator.MATCHES ? "=~" : "=")
                    + condition.values().get(0));
        }

        /** Others wrote it: nothing of it may move the terminal's cursor. */
        private static String plain(String text) {
            return text.replaceAll("\\p{Cntrl}", " ");
        }
    }

    /** {@code silence end}. */
    @Command(
            name = "end",
            description = "Ends a silence now.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:it is ended", "1:there is none of that number, or it is over"})
    static final class End implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private StateOption state;

        @Parameters(paramLabel = "NUMBER", description = "As silence list prints it.")
        private long number;

        @Override
        public Integer call() throws UserException, IOException, InterruptedException {
            try (SilenceClient door = SilenceClient.of(state)) {
                if (door.end(number)) {
                    return DockerEventWatch.EXIT_OK;
                }
            }
            spec.commandLine().getErr().println("there is no silence " + number + " that is not over");
            return DockerEventWatch.EXIT_FAILED;
        }
    }
}
