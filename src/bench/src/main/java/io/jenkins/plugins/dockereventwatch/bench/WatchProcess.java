package io.jenkins.plugins.dockereventwatch.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code watch} in a process of its own that mails deaths; for Linux, since it reads {@code /proc}. */
final class WatchProcess implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;

    private final Process process;

    /**
     * Starts the program.
     *
     * @param launcher the program's launcher
     * @param folder receives configuration and state
     * @param rules the rules in config.yml
     * @param mailPort the port of the mail server on 127.0.0.1
     * @param options further options
     * @param environment further environment variables
     */
    WatchProcess(
            String launcher,
            Path folder,
            String rules,
            int mailPort,
            List<String> options,
            Map<String, String> environment)
            throws IOException {
        Files.writeString(folder.resolve("mail.txt"), "Subject: {{.Actor.Attributes.name}}\n\n{{.eventJSON}}\n");
        Path config = Files.writeString(folder.resolve("config.yml"), """
                notifiers:
                  email: {url: "smtp://127.0.0.1:%d?from=watch@example.org&to=ops@example.org", template: mail.txt, rate_limit: off}
                group: none
                crash_loop: none
                heartbeat: off
                notifications:
                %s""".formatted(mailPort, rules));
        List<String> command = List.of(
                launcher,
                "watch",
                "--config",
                config.toString(),
                "--state",
                folder.resolve("state").toString());
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(command.stream(), options.stream()).toList());
        builder.environment().putAll(environment);
        process = builder.inheritIO().start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Returns the resident memory in MB. */
    double residentMemory() throws IOException {
        String line = Files.readAllLines(proc("status")).stream()
                .filter(field -> field.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
    }

    /** Returns the processor time of all threads in seconds. */
    double processorTime() throws IOException {
        String stat = Files.readString(proc("stat"));
        // The name of the program may contain spaces; user and system time are fields 14 and 15.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
