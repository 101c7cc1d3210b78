package io.jenkins.plugins.dockereventwatch.update.apt;

import java.util.Optional;

/**
 * The summary of apt: {@code 136 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.}
 *
 * @param changed packages whose version changes
 * @param installed new packages
 * @param removed packages to remove
 * @param left packages with an update that is not installed
 */
record AptSummary(int changed, int installed, int removed, int left) {

    /** Parses a line in the format of apt 1 to 3; empty: it is no summary. */
    static Optional<AptSummary> parse(String line) {
        String text = line.strip();
        boolean modern = text.startsWith("Upgrading: ");
        if (text.length() > 200 || !(modern || text.endsWith(" not upgraded."))) {
            return Optional.empty();
        }
        int changed = 0;
        int installed = 0;
        int removed = 0;
        int left = -1;
        for (String part : (modern ? text : text.replace(" and ", ", ")).split(", ")) {
            if (!part.matches("[^0-9]*[0-9]{1,7}[^0-9]*")) {
                return Optional.empty();
            }
            int number = Integer.parseInt(part.replaceAll("[^0-9]", ""));
            switch (part.replaceAll("[0-9:.]", "").strip()) {
                case "upgraded", "reinstalled", "downgraded", "Upgrading", "Reinstalling", "Downgrading" ->
                    changed += number;
                case "newly installed", "Installing" -> installed = number;
                case "to remove", "Removing" -> removed = number;
                case "not upgraded", "Not Upgrading" -> left = number;
                default -> {
                    return Optional.empty();
                }
            }
        }
        return left < 0 ? Optional.empty() : Optional.of(new AptSummary(changed, installed, removed, left));
    }
}
