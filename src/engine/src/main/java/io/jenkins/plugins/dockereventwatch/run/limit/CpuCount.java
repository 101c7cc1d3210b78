package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A number of CPUs as in {@code docker run --cpus}; 1.5 is one and a half CPUs. Stricter than Docker, which interprets
 * {@code 0} and numbers above 2^64 as unlimited, and rejects less than 0.01 only when the container starts.
 *
 * @param nanos billionths of a CPU, at least 10,000,000
 */
public record CpuCount(long nanos) implements Serializable, Comparable<CpuCount> {

    private static final long ONE = 1_000_000_000;
    private static final long LEAST = ONE / 100;
    private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** Creates a number of CPUs; rejects less than a hundredth of a CPU. */
    public CpuCount {
        if (nanos < LEAST) {
            throw new InvalidValueException("cpus-range", text(nanos));
        }
    }

    /**
     * Parses a number of CPUs.
     *
     * @param text for example {@code 2} or {@code 0.5}, with up to nine decimals
     * @throws IllegalArgumentException if the number is invalid; the message describes the expected format
     */
    public static CpuCount parse(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new InvalidValueException("cpus", Refusal.abbreviated(text));
        }
        return new CpuCount(new BigDecimal(text).movePointRight(9).longValueExact());
    }

    /** Returns a whole number of CPUs. */
    public static CpuCount of(int cpus) {
        return new CpuCount(cpus * ONE);
    }

    @Override
    public int compareTo(CpuCount other) {
        return Long.compare(nanos, other.nanos);
    }

    /** Returns the number in the format of {@link #parse}, without trailing zeros. */
    @Override
    public String toString() {
        return text(nanos);
    }

    private static String text(long nanos) {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }
}
