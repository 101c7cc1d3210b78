package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Validates the isolation and the command of a request, and adds a refusal for each setting that is not permitted. */
final class IsolationCheck {

    private static final Pattern USER =
            Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,31}(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,31})?");
    private static final Pattern VARIABLE = Pattern.compile("[^=\\x00]+=[^\\x00]*", Pattern.DOTALL);
    private static final String PATH = "an absolute path";

    private final LimitPolicy policy;
    private final RunOptions options;
    private final Refusals refusals;

    IsolationCheck(LimitPolicy policy, RunOptions options, Refusals refusals) {
        this.policy = policy;
        this.options = options;
        this.refusals = refusals;
    }

    /** Returns the permitted isolation. */
    Isolation check(Workspace workspace, MemorySize memory) {
        return new Isolation(
                network(),
                matching(RunOption.USER, USER, "a name or number, as in 1000:1000"),
                capabilities(),
                refusals.parse(RunOption.READ_ONLY, options.one(RunOption.READ_ONLY), RunOption::parseFlag)
                        .orElse(false),
                options.all(RunOption.TMPFS).stream()
                        .flatMap(
                                text -> refusals
                                        .parse(
                                                RunOption.TMPFS,
                                                Optional.of(text),
                                                folder -> Tmpfs.parse(folder, memory))
                                        .stream())
                        .toList(),
                new MountCheck(policy, workspace, refusals).check(options.all(RunOption.VOLUME)));
    }

    /** Returns the name of the container; null if it has none. */
    String name() {
        return matching(RunOption.NAME, LimitPolicy.NAME, "letters, digits, _ . and -");
    }

    /** Returns the command. */
    ContainerCommand command(RunRequest request) {
        Optional<String> workingDirectory = options.one(RunOption.WORKDIR);
        workingDirectory
                .filter(path -> !path.equals("/") && !MountCheck.isPath(path))
                .ifPresent(path -> refusals.addInvalid(RunOption.WORKDIR, "working directory", path, PATH));
        if (!options.all(RunOption.ENV).stream()
                .allMatch(text -> VARIABLE.matcher(text).matches())) {
            // The message omits the value, because it may be a secret.
            refusals.add(RunOption.ENV, "Invalid variable: expected NAME=VALUE", Authority.USER);
        }
        return new ContainerCommand(
                request.arguments(),
                options.one(RunOption.ENTRYPOINT).orElse(null),
                options.all(RunOption.ENV),
                workingDirectory.orElse(null),
                request.input(),
                request.terminal());
    }

    private String network() {
        String network = options.one(RunOption.NETWORK).orElse("bridge");
        String message = Refusal.quoted(network);
        if (network.equals("host") || network.contains(":")) {
            String reason = " is never permitted: a limited run shares no network namespace";
            refusals.add(RunOption.NETWORK, message + reason, Authority.NOBODY);
        } else if (refusals.parse(RunOption.NETWORK, Optional.of(network), LimitPolicy::checkNetwork)
                        .isPresent()
                && !policy.networks().isEmpty()
                && !policy.networks().contains(network)) {
            refusals.add(RunOption.NETWORK, message + notPermitted(policy.networks()), Authority.SITE);
        }
        return network;
    }

    private Set<String> capabilities() {
        Set<String> permitted = new TreeSet<>(LimitPolicy.USUAL_CAPABILITIES);
        permitted.addAll(policy.capabilities());
        Set<String> granted = new TreeSet<>();
        for (String text : options.all(RunOption.CAP_ADD)) {
            String name = text.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (permitted.contains(name)) {
                granted.add(name);
            } else {
                refusals.add(RunOption.CAP_ADD, Refusal.quoted(text) + notPermitted(permitted), Authority.SITE);
            }
        }
        return granted;
    }

    private static String notPermitted(Set<String> permitted) {
        return " is not permitted; permitted: " + String.join(", ", new TreeSet<>(permitted));
    }

    private String matching(RunOption option, Pattern form, String expected) {
        String text = options.one(option).orElse(null);
        if (text != null && !form.matcher(text).matches()) {
            refusals.addInvalid(option, option.key(), text, expected);
        }
        return text;
    }
}
