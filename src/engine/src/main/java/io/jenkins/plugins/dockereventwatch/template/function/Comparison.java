package io.jenkins.plugins.dockereventwatch.template.function;

import io.jenkins.plugins.dockereventwatch.template.value.GoByte;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.List;
import java.util.Map;

/** Implements eq, lt and the other comparisons, with Go's rules for comparable types. */
final class Comparison {

    private enum Kind {
        BOOLEAN,
        INTEGER,
        UNSIGNED,
        FLOAT,
        TEXT,
        OTHER
    }

    private Comparison() {}

    private static Kind kind(Object value) {
        if (value instanceof Boolean) {
            return Kind.BOOLEAN;
        }
        if (value instanceof Long) {
            return Kind.INTEGER;
        }
        if (value instanceof GoByte) {
            return Kind.UNSIGNED;
        }
        if (value instanceof Double) {
            return Kind.FLOAT;
        }
        return value instanceof String ? Kind.TEXT : Kind.OTHER;
    }

    /** Returns whether the first value equals any of the others. */
    static boolean equal(Object first, List<Object> others) {
        for (Object other : others) {
            if (equal(first, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean equal(Object a, Object b) {
        Kind kind = kind(a);
        if (kind != kind(b)) {
            if (isInteger(a) && isInteger(b)) {
                return integer(a) == integer(b);
            }
            if (Values.isNothing(a) || Values.isNothing(b)) {
                return false;
            }
            throw incompatible(a, b);
        }
        if (kind != Kind.OTHER) {
            return kind == Kind.FLOAT ? ((Double) a).doubleValue() == (Double) b : a.equals(b);
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
        Kind kind = kind(a);
        if (kind == Kind.OTHER || kind(b) == Kind.OTHER) {
            throw new RenderFailure("only numbers and texts have an order; one of these is "
                    + Values.plainType(kind == Kind.OTHER ? a : b));
        }
        if (isInteger(a) && isInteger(b)) {
            return integer(a) < integer(b);
        }
        if (kind != kind(b)) {
            throw incompatible(a, b);
        }
        if (kind == Kind.TEXT) {
            return Values.compare((String) a, (String) b) < 0;
        }
        if (kind == Kind.FLOAT) {
            return (Double) a < (Double) b;
        }
        throw new RenderFailure("only numbers and texts have an order, not booleans");
    }

    static boolean lessOrEqual(Object a, Object b) {
        return less(a, b) || equal(a, b);
    }

    private static RenderFailure incompatible(Object a, Object b) {
        String hint =
                kind(a) == Kind.FLOAT && kind(b) == Kind.INTEGER || kind(a) == Kind.INTEGER && kind(b) == Kind.FLOAT
                        ? "; a number of the event is compared with one that has a point, such as 1.0"
                        : "";
        return new RenderFailure(
                "incompatible types for comparison: " + Values.plainType(a) + " and " + Values.plainType(b) + hint);
    }
}
