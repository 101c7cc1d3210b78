package io.jenkins.plugins.dockereventwatch.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.dockereventwatch.run.limit.Mount;
import io.jenkins.plugins.dockereventwatch.run.limit.Refusal;
import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Warns of a container that runs as root and can write to a folder of the host. It owns the files that it leaves there, so
 * that it can make them setuid files without any capability; neither {@code no-new-privileges} nor the limits apply to
 * those who execute them on the host.
 */
final class RootWarning {

    private static final Pattern ROOT = Pattern.compile("(|root|[+-]?0+)(:.*)?", Pattern.DOTALL);

    private RootWarning() {}

    /**
     * Returns whether a container runs as root. A name other than {@code root} is taken for that of another user.
     *
     * @param container the response to {@code GET /containers/{id}/json}, in which the user is that of the run, or else that
     *     of the image
     */
    static boolean isRoot(JsonNode container) {
        return ROOT.matcher(container.path("Config").path("User").asText()).matches();
    }

    /** Returns the folders of the host to which a run can write. */
    static List<String> writableFolders(RunSpec spec) {
        return spec.isolation().mounts().stream()
                .filter(mount -> !mount.readOnly() && mount.source().startsWith("/"))
                .map(Mount::source)
                .distinct()
                .toList();
    }

    /**
     * Returns whether root in a container is another user on the host, because the engine uses a user namespace.
     *
     * @param info the response to {@code GET /info}
     */
    static boolean isMapped(JsonNode info) {
        for (JsonNode option : info.path("SecurityOptions")) {
            if (List.of(option.asText().split(",")).stream()
                    .anyMatch(part -> part.equals("name=userns") || part.equals("name=rootless"))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the warning. */
    static String text(List<String> folders) {
        return "warning: the container runs as root and can write to "
                + folders.stream().map(Refusal::quoted).collect(Collectors.joining(", "))
                + ": a setuid file that it leaves there gives root on the Docker host to every user who can execute it;"
                + " set the option 'user' to another user, or mount the folder read-only";
    }
}
