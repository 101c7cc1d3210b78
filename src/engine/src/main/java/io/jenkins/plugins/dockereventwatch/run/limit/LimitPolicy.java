package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A site's rules for limited runs, set by the administrator.
 *
 * @param defaults the values for options that a run does not specify; keys out of {@link RunOption#withDefault()}
 * @param maxima the maximum values; keys out of {@link RunOption#withMaximum()}. Without a value, the capacity of the
 *     Docker host is the maximum
 * @param networks the permitted networks; empty: {@code none}, {@code bridge} and every network created by the
 *     administrator of the Docker host
 * @param capabilities the permitted capabilities in addition to {@link #USUAL_CAPABILITIES}
 * @param mounts the permitted mounts in addition to the workspace: folders (absolute paths, including subfolders) and
 *     named volumes
 * @param undeterminedImages whether images may be used of which the image policy cannot decide whether they are allowed
 */
public record LimitPolicy(
        RunOptions defaults,
        RunOptions maxima,
        Set<String> networks,
        Set<String> capabilities,
        List<String> mounts,
        boolean undeterminedImages)
        implements Serializable {

    /** Docker's default capabilities without those for raw sockets and device nodes; every run may request them. */
    static final Set<String> USUAL_CAPABILITIES = Set.of(
            "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT"
                    .split(" "));

    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
    private static final Pattern CAPABILITY = Pattern.compile("[A-Z_]{1,40}");
    private static final Pattern FOLDER = Pattern.compile("/[^\\p{Cntrl}:]+");

    /** Used if the site configures no rules. */
    public static final LimitPolicy BUILT_IN =
            new LimitPolicy(RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of(), false);

    public LimitPolicy {
        networks = Set.copyOf(networks);
        capabilities = Set.copyOf(capabilities);
        mounts = List.copyOf(mounts);
        networks.forEach(LimitPolicy::checkNetwork);
        capabilities.forEach(LimitPolicy::checkCapability);
        mounts.forEach(LimitPolicy::checkMount);
    }

    /**
     * Validates and returns the name of a network.
     *
     * @throws IllegalArgumentException if it is invalid, or {@code host}
     */
    public static String checkNetwork(String name) {
        return check(NAME.matcher(name).matches() && !name.equals("host"), "network", name);
    }

    /**
     * Validates a capability.
     *
     * @return the capability in upper case without {@code CAP_}
     * @throws IllegalArgumentException if it is invalid
     */
    public static String checkCapability(String name) {
        String plain = name.toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
        check(CAPABILITY.matcher(plain).matches(), "capability", name);
        return plain;
    }

    /**
     * Validates and returns a folder or the name of a volume.
     *
     * @throws IllegalArgumentException if it is neither an absolute path below / nor a volume name
     */
    public static String checkMount(String mount) {
        return check(FOLDER.matcher(mount).matches() || NAME.matcher(mount).matches(), "mount", mount);
    }

    /** Returns whether the source of a mount is the name of a volume, not a folder. */
    public static boolean isVolume(String source) {
        return NAME.matcher(source).matches();
    }

    private static String check(boolean valid, String kind, String text) {
        if (!valid) {
            throw new InvalidValueException(kind, Refusal.abbreviated(text));
        }
        return text;
    }
}
