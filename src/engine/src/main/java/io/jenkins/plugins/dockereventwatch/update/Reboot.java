package io.jenkins.plugins.dockereventwatch.update;

/**
 * Whether a host must be restarted for what is installed already.
 *
 * @param need yes, no or unknown
 * @param reason for people
 */
public record Reboot(Need need, String reason) {

    /** The answer. */
    public enum Need {
        YES,
        NO,
        UNKNOWN
    }

    public static Reboot unknown(String reason) {
        return new Reboot(Need.UNKNOWN, reason);
    }
}
