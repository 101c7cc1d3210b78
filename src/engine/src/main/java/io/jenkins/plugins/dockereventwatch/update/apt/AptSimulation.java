package io.jenkins.plugins.dockereventwatch.update.apt;

import io.jenkins.plugins.dockereventwatch.text.SafeText;
import io.jenkins.plugins.dockereventwatch.update.UnreadableHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The parsed output of {@code apt-get -s dist-upgrade}. It must be in English: the summary, which proves that the output
 * is complete, is translated.
 *
 * @param keptBack packages that apt keeps back
 * @param phased packages whose phased update is not released to this host yet
 * @param left the number of packages that are not upgraded
 * @param notes warnings and notices of apt
 * @param unread unrecognized lines, at most ten
 * @see <a href="https://salsa.debian.org/apt-team/apt/-/blob/main/apt-pkg/algorithms.cc">pkgSimulate</a>
 */
public record AptSimulation(
        List<AptAction> actions,
        List<String> keptBack,
        List<String> phased,
        int left,
        List<String> notes,
        List<String> unread) {

    private static final int MOST_NOTES = 10;
    private static final String IN_ENGLISH = "expected the output of LC_ALL=C apt-get -s dist-upgrade";

    /** The beginnings of lines that are ignored. */
    private static final List<String> KNOWN = List.of(
            "Reading package lists...",
            "Building dependency tree...",
            "Reading state information...",
            "Calculating upgrade...",
            "NOTE: This is only a simulation!",
            "Use 'apt autoremove' to remove",
            "Use 'sudo apt autoremove' to remove",
            "Use 'apt-get autoremove' to remove",
            "Summary:",
            "Need to get ",
            "After this operation",
            "Learn more about Ubuntu Pro at ",
            "Listing...");

    private static final List<String> KEPT_BACK =
            List.of("The following packages have been kept back:", "Not upgrading:");

    private static final List<String> PHASED =
            List.of("The following upgrades have been deferred due to phasing:", "Not upgrading yet due to phasing:");

    /** Whether a text looks like this output. */
    public static boolean isLikely(String text) {
        return text.lines()
                .anyMatch(line -> line.startsWith("Inst ")
                        || line.startsWith("Reading package lists...")
                        || line.startsWith("NOTE: This is only a simulation!")
                        || Summary.parse(line).isPresent());
    }

    /**
     * Parses the output.
     *
     * @throws UnreadableHostException if it is truncated, not in English or malformed
     */
    public static AptSimulation read(String text) throws UnreadableHostException {
        List<AptAction> actions = new ArrayList<>();
        List<String> keptBack = new ArrayList<>();
        List<String> phased = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        Optional<Summary> summary = Optional.empty();
        List<String> names = null;
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            Optional<Summary> found = Summary.parse(line);
            if (found.isPresent()) {
                summary = found;
                names = null;
            } else if (line.startsWith("  ")) {
                if (names != null) {
                    Stream.of(line.strip().split(" +")).filter(SafeText::isWord).forEach(names::add);
                }
            } else if (AptAction.begins(line)) {
                int at = number;
                actions.add(AptAction.parse(line)
                        .orElseThrow(() -> new UnreadableHostException("Invalid line " + at + " in the output of apt: '"
                                + SafeText.abbreviate(line, 120) + "'")));
            } else if (line.startsWith("E: ")) {
                throw new UnreadableHostException("apt-get failed: " + line.substring(3));
            } else if (isHeading(line)) {
                names = KEPT_BACK.contains(line.strip()) ? keptBack : PHASED.contains(line.strip()) ? phased : null;
            } else if (line.startsWith("W: ") || line.startsWith("N: ")) {
                addUpTo(notes, SafeText.abbreviate(line.substring(3), 300));
            } else if (!line.isBlank() && KNOWN.stream().noneMatch(line::startsWith)) {
                addUpTo(unread, "line " + number + ": " + SafeText.abbreviate(line, 120));
            }
        }
        Summary counts = summary.orElseThrow(() -> new UnreadableHostException(
                "The output of apt has no summary ('N upgraded, …'), so it is truncated or not in English: "
                        + IN_ENGLISH));
        check(counts, actions);
        return new AptSimulation(actions, keptBack, phased, counts.left(), notes, unread);
    }

    /** Whether a line of apt or Ubuntu Pro begins a list of packages. */
    private static boolean isHeading(String line) {
        return line.strip().endsWith(":")
                && Stream.of(
                                "The following ",
                                "Suggested packages",
                                "Recommended packages",
                                "Upgrading",
                                "Installing",
                                "REMOVING",
                                "DOWNGRADING",
                                "Not upgrading",
                                "Get more security updates ")
                        .anyMatch(line::startsWith);
    }

    private static void addUpTo(List<String> lines, String line) {
        if (lines.size() < MOST_NOTES) {
            lines.add(line);
        }
    }

    private static void check(Summary counts, List<AptAction> actions) throws UnreadableHostException {
        long changed = count(
                actions, action -> action.isInstallation() && action.from().isPresent());
        long installed = count(
                actions, action -> action.isInstallation() && action.from().isEmpty());
        long removed = count(actions, AptAction::isRemoval);
        if (changed != counts.changed() || installed != counts.installed() || removed != counts.removed()) {
            throw new UnreadableHostException("The output of apt is incomplete: it announces " + counts.changed()
                    + " upgraded, " + counts.installed() + " newly installed, " + counts.removed()
                    + " to remove, and lists " + changed + ", " + installed + ", " + removed
                    + ": " + IN_ENGLISH);
        }
    }

    private static long count(List<AptAction> actions, Predicate<AptAction> condition) {
        return actions.stream().filter(condition).count();
    }

    /**
     * The summary of apt: {@code 136 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.}
     *
     * @param changed packages whose version changes
     * @param installed new packages
     * @param removed packages to remove
     * @param left packages with an update that is not installed
     */
    private record Summary(int changed, int installed, int removed, int left) {

        /** Parses a line in the format of apt 1 to 3; empty: it is no summary. */
        static Optional<Summary> parse(String line) {
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
            return left < 0 ? Optional.empty() : Optional.of(new Summary(changed, installed, removed, left));
        }
    }
}
