package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A site's rules for limited runs, set by its administrator.
 *
 * @param defaults of those in {@link RunOption#withDefault()}, for runs that do not say
 * @param maxima of those in {@link RunOption#withMaximum()}; without one the Docker host's own size is the maximum
 * @param networks the only networks that may be named; empty: {@code none}, {@code bridge} and any the administrator of
 *     the Docker host has made
 * @param capabilities those that may be named besides {@link #USUAL_CAPABILITIES}
 * @param mounts folders (absolute paths, with all below) and named volumes that may be mounted besides the workspace
 */
public record LimitPolicy(
        RunOptions defaults, RunOptions maxima, Set<String> networks, Set<String> capabilities, List<String> mounts)
        implements Serializable {

    /** What Docker gives every container, less what opens raw sockets and makes devices; a run may name these. */
    public static final Set<String> USUAL_CAPABILITIES = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
    private static final Pattern CAPABILITY = Pattern.compile("[A-Z_]{1,40}");
    private static final Pattern FOLDER = Pattern.compile("/[^\\p{Cntrl}:]+");

    /** Where the site says nothing. */
    public static final LimitPolicy BUILT_IN =
            new LimitPolicy(RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of());

    /** Copies the collections. */
    public LimitPolicy {
        networks = Set.copyOf(networks);
        capabilities = Set.copyOf(capabilities);
        mounts = List.copyOf(mounts);
        networks.forEach(LimitPolicy::checkNetwork);
        capabilities.forEach(LimitPolicy::checkCapability);
        mounts.forEach(LimitPolicy::checkMount);
    }

    /**
     * Checks the name of a network.
     *
     * @throws IllegalArgumentException if it is invalid, or {@code host}
     */
    public static String checkNetwork(String name) {
        return check(NAME.matcher(name).matches() && !name.equals("host"), "network", name, "none, bridge or a name");
    }

    /**
     * Checks a capability.
     *
     * @return the capability in capital letters without {@code CAP_}
     * @throws IllegalArgumentException if it is invalid
     */
    public static String checkCapability(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
        check(CAPABILITY.matcher(plain).matches(), "capability", name, "a name such as NET_RAW");
        return plain;
    }

    /**
     * Checks a folder or volume.
     *
     * @throws IllegalArgumentException if it is neither an absolute path below / nor a name
     */
    public static String checkMount(String mount) {
        return check(
                FOLDER.matcher(mount).matches() || NAME.matcher(mount).matches(),
                "mount",
                mount,
                "an absolute path below / or the name of a volume");
    }

    private static String check(boolean valid, String noun, String text, String expected) {
        if (!valid) {
            throw new IllegalArgumentException("Invalid " + noun + " '" + text + "': expected " + expected);
        }
        return text;
    }
}
