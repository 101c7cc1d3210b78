package io.jenkins.plugins.dockereventwatch.text;

/**
 * The allowed values of a whole number.
 *
 * @param min the smallest value, not negative
 * @param max the largest value, less than a million
 */
public record NumberRange(int min, int max) {

    private static final int MAX_DIGITS = 6;

    /**
     * Checks a number.
     *
     * @return the number
     * @throws IllegalArgumentException if it is out of range
     */
    public int check(int number) {
        if (number < min || number > max) {
            throw invalid(Integer.toString(number));
        }
        return number;
    }

    /**
     * Reads a number in decimal digits.
     *
     * @throws IllegalArgumentException if the text is not a number of the range
     */
    public int parse(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid(text);
        }
        return check(Integer.parseInt(text));
    }

    private InvalidValueException invalid(String text) {
        return new InvalidValueException("number", text, Integer.toString(min), Integer.toString(max));
    }
}
