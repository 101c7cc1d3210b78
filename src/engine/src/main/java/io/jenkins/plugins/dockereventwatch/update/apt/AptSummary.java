package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.update.version.Digits;
import java.util.ArrayList;
import java.util.List;
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

    private static final int MOST_DIGITS = 7;

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
            Optional<Integer> number = number(part);
            String what = part.replaceAll("[0-9:.]", "").strip();
            if (number.isEmpty()) {
                return Optional.empty();
            }
            switch (what) {
                case "upgraded", "reinstalled", "downgraded", "Upgrading", "Reinstalling", "Downgrading" ->
                    changed += number.get();
                case "newly installed", "Installing" -> installed = number.get();
                case "to remove", "Removing" -> removed = number.get();
                case "not upgraded", "Not Upgrading" -> left = number.get();
                default -> {
                    return Optional.empty();
                }
            }
        }
        return left < 0 ? Optional.empty() : Optional.of(new AptSummary(changed, installed, removed, left));
    }

    private static Optional<Integer> number(String part) {
        List<String> numbers = new ArrayList<>();
        for (String word : part.split("[ :.]+")) {
            if (Digits.all(word) && word.length() <= MOST_DIGITS) {
                numbers.add(word);
            }
        }
        return numbers.size() == 1 ? Optional.of(Integer.parseInt(numbers.get(0))) : Optional.empty();
    }
}
