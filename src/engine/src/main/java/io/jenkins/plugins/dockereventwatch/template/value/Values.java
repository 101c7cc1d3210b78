package io.jenkins.plugins.dockereventwatch.template.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Implements Go's reflection for the values that templates can use. */
public final class Values {

    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class, "string",
            Boolean.class, "bool",
            Long.class, "int",
            Double.class, "float64",
            GoByte.class, "uint8");

    private Values() {}

    /** Converts a value to the one Java class for its Go type: Long for int, Double for float64. */
    public static Object normal(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number && !(value instanceof Long)) {
            return number.doubleValue();
        }
        return value;
    }

    public static boolean isNothing(Object value) {
        return value == null || value == NoValue.INSTANCE;
    }

    public static boolean isTrue(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        if (value instanceof GoByte number) {
            return number.value() != 0;
        }
        return !isNothing(value) && !isEmpty(value);
    }

    private static boolean isEmpty(Object value) {
        return value instanceof String text && text.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
    }

    /** Returns Go's name of the type. */
    public static String type(Object value) {
        if (isNothing(value)) {
            return "<nil>";
        }
        String otherwise = value instanceof Map<?, ?> ? "map[string]interface {}" : "[]interface {}";
        return TYPES.getOrDefault(value.getClass(), otherwise);
    }

    /** Returns the name of the type for error messages. */
    public static String plainType(Object value) {
        if (isNothing(value)) {
            return "a missing value";
        }
        return switch (type(value)) {
            case "string" -> "a text";
            case "bool" -> "a boolean";
            case "int" -> "an integer";
            case "float64", "uint8" -> "a number";
            case "[]interface {}" -> "a list";
            default -> "a map";
        };
    }

    /** Returns the keys in Go's order, by their UTF-8 bytes. */
    public static List<String> sortedKeys(Map<?, ?> map) {
        return map.keySet().stream()
                .map(String::valueOf)
                .sorted(Values::compare)
                .toList();
    }

    /** Compares strings like Go, by their UTF-8 bytes. */
    public static int compare(String a, String b) {
        return Arrays.compareUnsigned(bytes(a), bytes(b));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
