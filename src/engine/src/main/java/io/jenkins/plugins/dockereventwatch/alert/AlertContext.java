package io.jenkins.plugins.dockereventwatch.alert;

import java.util.List;
import java.util.Optional;

/**
 * What is known about an alert in addition to its event.
 *
 * @param build the build that started the container; empty: none or unknown
 * @param recipients mail addresses in addition to the notifier's
 * @param outOfMemory whether a process of the container ran out of memory since the container started
 * @param logLines the last lines of the container's log, oldest first, bounded and without secrets; empty: unknown
 * @param verdict the image policy's verdict; empty: no matching rule asks for one
 */
public record AlertContext(
        Optional<BuildReference> build,
        List<String> recipients,
        boolean outOfMemory,
        List<String> logLines,
        Optional<ImageVerdict> verdict) {

    public static final AlertContext NONE = new AlertContext(Optional.empty(), List.of(), false, List.of());

    public AlertContext {
        recipients = List.copyOf(recipients);
        logLines = List.copyOf(logLines);
    }

    public AlertContext(
            Optional<BuildReference> build, List<String> recipients, boolean outOfMemory, List<String> logLines) {
        this(build, recipients, outOfMemory, logLines, Optional.empty());
    }

    public AlertContext withRecipients(List<String> others) {
        return new AlertContext(build, others, outOfMemory, logLines, verdict);
    }

    public AlertContext withBuild(BuildReference known) {
        return new AlertContext(Optional.of(known), recipients, outOfMemory, logLines, verdict);
    }

    public AlertContext withoutBuild() {
        return new AlertContext(Optional.empty(), recipients, outOfMemory, logLines, verdict);
    }

    public AlertContext withVerdict(ImageVerdict known) {
        return new AlertContext(build, recipients, outOfMemory, logLines, Optional.of(known));
    }
}
