package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Validates the isolation and the command of a request. */
final class IsolationCheck {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
    private static final Pattern USER =
            Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,31}(:[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,31})?");
    private static final Pattern VARIABLE = Pattern.compile("[^=\\x00]+=[^\\x00]*", Pattern.DOTALL);

    private final LimitPolicy policy;
    private final Workspace workspace;
    private final List<Refusal> refusals;

    IsolationCheck(LimitPolicy policy, Workspace workspace, List<Refusal> refusals) {
        this.policy = policy;
        this.workspace = workspace;
        this.refusals = refusals;
    }

    /** Returns the permitted isolation, and adds a refusal for each setting that is not permitted. */
    Isolation check(RunOptions options, MemorySize memory) {
        named(RunOption.NAME, options.one(RunOption.NAME), NAME, "a name of letters, digits, _ . and -");
        named(RunOption.USER, options.one(RunOption.USER), USER, "a name or number, as in 1000:1000");
        boolean readOnly =
                flag(options.one(RunOption.READ_ONLY).or(() -> policy.defaults().one(RunOption.READ_ONLY)));
        return new Isolation(
                network(options.one(RunOption.NETWORK)
                        .or(() -> policy.defaults().one(RunOption.NETWORK))),
                options.one(RunOption.USER).orElse(null),
                capabilities(options.all(RunOption.CAP_ADD)),
                readOnly,
                tmpfs(options.all(RunOption.TMPFS), memory),
                new MountCheck(policy, workspace, refusals).check(options.all(RunOption.VOLUME)));
    }

    /** Returns the command, and adds a refusal for each setting that is not permitted. */
    ContainerCommand command(RunRequest request) {
        RunOptions options = request.options();
        Optional<String> workingDirectory = options.one(RunOption.WORKDIR);
        if (workingDirectory.isPresent()
                && !workingDirectory.get().equals("/")
                && !MountCheck.isPath(workingDirectory.get())) {
            refuse(
                    RunOption.WORKDIR,
                    "Invalid path " + Refusal.quoted(workingDirectory.get()) + ": expected an absolute path",
                    Authority.USER);
        }
        for (String variable : options.all(RunOption.ENV)) {
            if (!VARIABLE.matcher(variable).matches()) {
                // The message omits the value, because it may be a secret.
                refuse(RunOption.ENV, "Invalid variable: expected NAME=VALUE", Authority.USER);
            }
        }
        return new ContainerCommand(
                request.arguments(),
                options.one(RunOption.ENTRYPOINT).orElse(null),
                options.all(RunOption.ENV),
                workingDirectory.orElse(null),
                request.input(),
                request.terminal());
    }

    private String network(Optional<String> asked) {
        String network = asked.orElse("bridge");
        if (network.equals("host") || network.contains(":")) {
            refuse(
                    RunOption.NETWORK,
                    Refusal.quoted(network) + " is not permitted: a limited run shares no network namespace",
                    Authority.NOBODY);
        } else if (!NAME.matcher(network).matches()) {
            refuse(
                    RunOption.NETWORK,
                    "Invalid network " + Refusal.quoted(network) + ": expected none, bridge or the name of a network",
                    Authority.USER);
        } else if (!policy.networks().isEmpty() && !policy.networks().contains(network)) {
            refuse(
                    RunOption.NETWORK,
                    Refusal.quoted(network) + " is not permitted; permitted: "
                            + String.join(", ", new TreeSet<>(policy.networks())),
                    Authority.SITE);
        }
        return network;
    }

    private Set<String> capabilities(List<String> asked) {
        Set<String> granted = new TreeSet<>();
        for (String text : asked) {
            String name = text.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (LimitPolicy.USUAL_CAPABILITIES.contains(name)
                    || policy.capabilities().contains(name)) {
                granted.add(name);
            } else {
                Set<String> permitted = new TreeSet<>(LimitPolicy.USUAL_CAPABILITIES);
                permitted.addAll(policy.capabilities());
                refuse(
                        RunOption.CAP_ADD,
                        Refusal.quoted(text) + " is not permitted; permitted: " + String.join(", ", permitted),
                        Authority.SITE);
            }
        }
        return granted;
    }

    private List<Tmpfs> tmpfs(List<String> asked, MemorySize memory) {
        List<Tmpfs> folders = new ArrayList<>();
        for (String text : asked) {
            int colon = text.indexOf(':');
            String path = colon < 0 ? text : text.substring(0, colon);
            try {
                MemorySize size = colon < 0 ? memory : MemorySize.parse(text.substring(colon + 1));
                if (MountCheck.isPath(path)) {
                    folders.add(new Tmpfs(path, size));
                } else {
                    refuse(
                            RunOption.TMPFS,
                            "Invalid path " + Refusal.quoted(path) + ": expected an absolute path",
                            Authority.USER);
                }
            } catch (IllegalArgumentException e) {
                refuse(RunOption.TMPFS, e.getMessage(), Authority.USER);
            }
        }
        return folders;
    }

    private boolean flag(Optional<String> asked) {
        String text = asked.orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            refuse(
                    RunOption.READ_ONLY,
                    "Invalid value " + Refusal.quoted(text) + ": expected true, false",
                    Authority.USER);
        }
        return text.equals("true");
    }

    private void named(RunOption option, Optional<String> text, Pattern form, String allowed) {
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            refuse(option, "Invalid value " + Refusal.quoted(text.get()) + ": expected " + allowed, Authority.USER);
        }
    }

    private void refuse(RunOption option, String message, Authority authority) {
        refusals.add(new Refusal(option.key(), message, authority));
    }
}
