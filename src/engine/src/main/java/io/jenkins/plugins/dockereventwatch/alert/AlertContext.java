package io.jenkins.plugins.dockereventwatch.alert;

import java.util.List;
import java.util.Optional;

/**
 * What is known of an alert beyond its event.
 *
 * @param build the build that started the container; empty: none, or not known
 * @param recipients addresses that get this alert beside the notifier's own
 * @param outOfMemory whether a process of the container is known to have been killed for want of memory since it started
 * @param logLines the last lines of the container's log, oldest first, bounded and without secrets; empty: not known
 * @param judgement what the image policy says of its image; empty: no rule that the event met asks
 */
public record AlertContext(
        Optional<BuildReference> build,
        List<String> recipients,
        boolean outOfMemory,
        List<String> logLines,
        Optional<ImageVerdict> judgement) {

    /** Nothing more is known. */
    public static final AlertContext NONE = new AlertContext(Optional.empty(), List.of(), false, List.of());

    /** Copies the lists. */
    public AlertContext {
        recipients = List.copyOf(recipients);
        logLines = List.copyOf(logLines);
    }

    /** Where no rule asks for the image policy. */
    public AlertContext(
            Optional<BuildReference> build, List<String> recipients, boolean outOfMemory, List<String> logLines) {
        this(build, recipients, outOfMemory, logLines, Optional.empty());
    }

    /** The same for other recipients. */
    public AlertContext withRecipients(List<String> others) {
        return new AlertContext(build, others, outOfMemory, logLines, judgement);
    }

    /** The same of a build that more is known of. */
    public AlertContext withBuild(BuildReference known) {
        return new AlertContext(Optional.of(known), recipients, outOfMemory, logLines, judgement);
    }

    /** The same of no build. */
    public AlertContext withoutBuild() {
        return new AlertContext(Optional.empty(), recipients, outOfMemory, logLines, judgement);
    }

    /** The same with the end of the container's log. */
    public AlertContext withLogLines(List<String> lines) {
        return new AlertContext(build, recipients, outOfMemory, lines, judgement);
    }

    /** The same of an image that is judged. */
    public AlertContext withJudgement(ImageVerdict judged) {
        return new AlertContext(build, recipients, outOfMemory, logLines, Optional.of(judged));
    }
}
