package io.jenkins.plugins.dockereventwatch.update.version;

/**
 * The parts of a version {@code [epoch:]upstream[-revision]}. Malformed versions are no error.
 *
 * @param epoch digits without leading zeros; {@code 0}: none
 * @param upstream the part between epoch and revision
 * @param revision the part after the last hyphen; may be the empty string
 */
public record PackageVersion(String epoch, String upstream, String revision) {

    static PackageVersion of(String text) {
        int colon = text.indexOf(':');
        boolean hasEpoch = colon > 0 && Digits.all(text.substring(0, colon));
        String rest = hasEpoch ? text.substring(colon + 1) : text;
        int hyphen = rest.lastIndexOf('-');
        return new PackageVersion(
                hasEpoch ? Digits.withoutLeadingZeros(text.substring(0, colon)) : "0",
                hyphen < 0 ? rest : rest.substring(0, hyphen),
                hyphen < 0 ? "" : rest.substring(hyphen + 1));
    }
}
