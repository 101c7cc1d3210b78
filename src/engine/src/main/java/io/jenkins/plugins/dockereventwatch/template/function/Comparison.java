package io.jenkins.plugins.dockereventwatch.template.function;

import io.jenkins.plugins.dockereventwatch.template.value.GoByte;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Implements eq, lt and the other comparisons, with Go's rules for comparable types. */
final class Comparison {

    private static final Set<Class<?>> COMPARABLE =
            Set.of(Boolean.class, Long.class, GoByte.class, Double.class, String.class);

    private Comparison() {}

    /** Returns the class of a comparable value, or null. */
    private static Class<?> kind(Object value) {
        return value != null && COMPARABLE.contains(value.getClass()) ? value.getClass() : null;
    }

    /** Returns whether the first value equals any of the others. */
    static boolean equal(Object first, List<Object> others) {
        return others.stream().anyMatch(other -> equal(first, other));
    }

    private static boolean equal(Object a, Object b) {
        Class<?> kind = kind(a);
        if (kind != kind(b)) {
            if (isInteger(a) && isInteger(b)) {
                return integer(a) == integer(b);
            }
            if (Values.isNothing(a) || Values.isNothing(b)) {
                return false;
            }
            throw incompatible(a, b);
        }
        if (kind != null) {
            return kind == Double.class ? ((Double) a).doubleValue() == (Double) b : a.equals(b);
        }
        if (Values.isNothing(a) || Values.isNothing(b)) {
            return Values.isNothing(a) && Values.isNothing(b);
        }
        if (a instanceof Map<?, ?> != b instanceof Map<?, ?>) {
            throw incompatible(a, b);
        }
        throw new RenderFailure("lists and maps cannot be compared");
    }

    private static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof GoByte;
    }

    private static long integer(Object value) {
        return value instanceof GoByte small ? small.value() : (Long) value;
    }

    static boolean less(Object a, Object b) {
        Class<?> kind = kind(a);
        if (kind == null || kind(b) == null) {
            throw new RenderFailure(
                    "only numbers and texts have an order; one of these is " + Values.plainType(kind == null ? a : b));
        }
        if (isInteger(a) && isInteger(b)) {
            return integer(a) < integer(b);
        }
        if (kind != kind(b)) {
            throw incompatible(a, b);
        }
        if (kind == String.class) {
            return Values.compare((String) a, (String) b) < 0;
        }
        if (kind == Double.class) {
            return (Double) a < (Double) b;
        }
        throw new RenderFailure("only numbers and texts have an order, not booleans");
    }

    static boolean lessOrEqual(Object a, Object b) {
        return less(a, b) || equal(a, b);
    }

    private static RenderFailure incompatible(Object a, Object b) {
        String hint = a instanceof Double && b instanceof Long || a instanceof Long && b instanceof Double
                ? "; a number of the event is compared with one that has a point, such as 1.0"
                : "";
        return new RenderFailure(
                "incompatible types for comparison: " + Values.plainType(a) + " and " + Values.plainType(b) + hint);
    }
}
