package io.jenkins.plugins.dockereventwatch.run.limit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A share of CPU time, as {@code docker run --cpus} takes it: 1.5 is one CPU and a half. Stricter than Docker, which takes
 * {@code 0} and numbers above 2^64 as no limit, and refuses less than 0.01 only when the container starts.
 *
 * @param nanos billionths of a CPU; at least 10,000,000
 */
public record CpuCount(long nanos) implements Serializable, Comparable<CpuCount> {

    private static final long ONE = 1_000_000_000;
    private static final long LEAST = ONE / 100;
    private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** Refuses less than a hundredth of a CPU. */
    public CpuCount {
        if (nanos < LEAST) {
            throw new IllegalArgumentException("a container gets at least 0.01 CPUs");
        }
    }

    /**
     * Reads a number of CPUs.
     *
     * @param text such as {@code 2} or {@code 0.5}, with up to nine decimals
     * @throws IllegalArgumentException if it is none; the message says what is allowed
     */
    public static CpuCount parse(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    Refusal.quoted(text) + " is no number of CPUs; allowed is a decimal number, as in 2 or 0.5");
        }
        long nanos = new BigDecimal(text).movePointRight(9).longValueExact();
        if (nanos < LEAST) {
            throw new IllegalArgumentException(
                    Refusal.quoted(text) + " is too little; a container gets at least 0.01 CPUs"
                            + (nanos == 0 ? ", and Docker would take 0 as no limit at all" : ""));
        }
        return new CpuCount(nanos);
    }

    /** A whole number of them. */
    public static CpuCount of(int cpus) {
        return new CpuCount(cpus * ONE);
    }

    @Override
    public int compareTo(CpuCount other) {
        return Long.compare(nanos, other.nanos);
    }

    /** As {@link #parse} reads it, without needless zeros. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString();
    }
}
