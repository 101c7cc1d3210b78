package io.jenkins.plugins.dockereventwatch.update.advice;

import io.jenkins.plugins.dockereventwatch.update.PendingUpdate;
import java.util.ArrayList;
import java.util.List;

/** The commands that install the updates that are due. They are shown to people and never run. */
public final class UpdateCommands {

    private static final int MOST_NAMES = 60;

    private UpdateCommands() {}

    /** The commands for a host; empty if nothing is due. */
    public static List<String> of(HostAdvice advice) {
        List<String> commands = new ArrayList<>();
        String manager = advice.reading().packages().manager();
        List<UpdateAdvice> now = new ArrayList<>(advice.with(Advice.HOTFIX));
        now.addAll(advice.with(Advice.THIS_WEEK));
        List<String> names = now.stream()
                .map(UpdateAdvice::update)
                .filter(update -> update.change().from().isPresent() || !manager.equals("apt"))
                .map(PendingUpdate::name)
                .toList();
        List<String> patches = names.stream()
                .filter(name -> name.startsWith("patch:"))
                .map(name -> name.substring("patch:".length()))
                .toList();
        List<String> packages =
                names.stream().filter(name -> !name.startsWith("patch:")).toList();
        if (!patches.isEmpty()) {
            add(commands, "zypper patch", "zypper install -t patch", patches);
        }
        if (!packages.isEmpty()) {
            switch (manager) {
                case "apt" -> {
                    commands.add("apt-get update");
                    add(commands, "apt-get dist-upgrade", "apt-get install --only-upgrade", packages);
                }
                case "dnf" -> add(commands, "dnf upgrade", "dnf upgrade", packages);
                case "zypper" -> add(commands, "zypper update", "zypper update", packages);
                default -> add(commands, "apk upgrade", "apk upgrade", packages);
            }
        }
        return commands;
    }

    /** Adds commands that name the packages, in portions; for very many packages, the command for all. */
    private static void add(List<String> commands, String all, String some, List<String> names) {
        if (names.size() > MOST_NAMES * 5) {
            commands.add(all + "    (" + names.size() + " packages; check the list before you confirm)");
            return;
        }
        for (int i = 0; i < names.size(); i += MOST_NAMES) {
            commands.add(some + " " + String.join(" ", names.subList(i, Math.min(names.size(), i + MOST_NAMES))));
        }
    }
}
