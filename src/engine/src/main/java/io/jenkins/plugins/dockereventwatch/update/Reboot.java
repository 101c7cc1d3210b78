package io.jenkins.plugins.dockereventwatch.update;

/**
 * Whether a host must be rebooted to use what is installed.
 *
 * @param reason for people
 */
public record Reboot(Need need, String reason) {

    public enum Need {
        YES,
        NO,
        UNKNOWN
    }

    public static Reboot unknown(String reason) {
        return new Reboot(Need.UNKNOWN, reason);
    }
}
