package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory as in {@code docker run --memory}. Stricter than Docker, which interprets {@code 0} and {@code
 * 0.3} as unlimited and does not detect overflow.
 *
 * @param bytes at least 1
 */
public record MemorySize(long bytes) implements Serializable, Comparable<MemorySize> {

    private static final MemorySize SMALLEST_LIMIT = new MemorySize(6 << 20);
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern WRITTEN =
            Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,19})?) ?(?:b|([kmgtp])(?:i?b)?)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "kmgtp";

    /** Creates an amount; rejects less than one byte. */
    public MemorySize {
        if (bytes < 1) {
            throw new IllegalArgumentException("Invalid memory size '" + bytes + "': expected at least 1 byte");
        }
    }

    /**
     * Parses an amount.
     *
     * @param text for example {@code 512m}, {@code 1.5g} or {@code 64MiB}; units are powers of 1,024, the default is
     *     bytes
     * @throws IllegalArgumentException if the amount is invalid; the message describes the expected format
     */
    public static MemorySize parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new InvalidValueException("memory", Refusal.abbreviated(text));
        }
        int power =
                written.group(2) == null ? 0 : UNITS.indexOf(written.group(2).toLowerCase(Locale.ROOT)) + 1;
        BigDecimal bytes = new BigDecimal(written.group(1)).multiply(BigDecimal.valueOf(1L << (10 * power)));
        if (bytes.compareTo(BigDecimal.ONE) < 0 || bytes.compareTo(LARGEST) > 0) {
            throw new InvalidValueException("memory-range", Refusal.abbreviated(text));
        }
        return new MemorySize(bytes.longValue());
    }

    /** Parses an amount that the Docker Engine accepts as a memory limit. */
    static MemorySize parseLimit(String text) {
        MemorySize size = parse(text);
        if (size.compareTo(SMALLEST_LIMIT) < 0) {
            throw new InvalidValueException("memory-limit", Refusal.abbreviated(text), SMALLEST_LIMIT.toString());
        }
        return size;
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(bytes, other.bytes);
    }

    /**
     * Returns the exact amount in the largest possible unit, for example {@code 512m}, in the format of {@link #parse}.
     */
    @Override
    public String toString() {
        long number = bytes;
        int power = 0;
        while (number % 1024 == 0 && power < UNITS.length()) {
            number /= 1024;
            power++;
        }
        return number + (power == 0 ? "b" : UNITS.substring(power - 1, power));
    }

    /** Returns the rounded amount for display, for example {@code 1.4 GiB}. */
    public String rounded() {
        double number = bytes;
        String unit = "B";
        for (int power = 0; number >= 1000 && power < UNITS.length(); power++) {
            number /= 1024;
            unit = UNITS.substring(power, power + 1).toUpperCase(Locale.ROOT) + "iB";
        }
        return String.format(
                Locale.ROOT, number < 10 && number != Math.rint(number) ? "%.1f %s" : "%.0f %s", number, unit);
    }
}
