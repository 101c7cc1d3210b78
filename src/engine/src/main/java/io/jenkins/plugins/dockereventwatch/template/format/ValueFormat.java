package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import io.jenkins.plugins.dockereventwatch.template.value.GoByte;
import io.jenkins.plugins.dockereventwatch.template.value.Limits;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.List;
import java.util.Map;

/** Formats a value with a verb like Go's fmt. */
final class ValueFormat {

    private final BoundedText out;
    private final FormatFlags flags;

    ValueFormat(BoundedText out, FormatFlags flags) {
        this.out = out;
        this.flags = flags;
    }

    /** Writes an argument of a print function. */
    void argument(Object value, int verb) {
        if (Values.isNothing(value)) {
            if (verb == 'T' || verb == 'v') {
                flags.pad(out, "<nil>", flags.zero);
            } else {
                out.append("%!").appendCodePoint(verb).append("(<nil>)");
            }
        } else if (verb == 'T') {
            TextFormat.plain(out, flags, Values.type(value));
        } else {
            value(value, verb, 0);
        }
    }

    private void value(Object raw, int verb, int depth) {
        if (depth > Limits.VALUE_DEPTH) {
            throw new RenderFailure("a value is nested deeper than " + Limits.VALUE_DEPTH + " levels");
        }
        Object value = Values.normal(raw);
        if (Values.isNothing(value)) {
            out.append(flags.sharpV ? "interface {}(nil)" : "<nil>");
        } else if (value instanceof Map<?, ?> map) {
            map(map, verb, depth);
        } else if (value instanceof List<?> list) {
            list(list, verb, depth);
        } else if (!scalar(value, verb)) {
            bad(value, verb);
        }
    }

    private boolean scalar(Object value, int verb) {
        if (value instanceof Boolean truth) {
            if (verb != 't' && verb != 'v') {
                return false;
            }
            flags.pad(out, truth.toString(), flags.zero);
            return true;
        }
        if (value instanceof Long number) {
            return IntegerFormat.write(out, flags, number, verb, false);
        }
        if (value instanceof GoByte number) {
            return IntegerFormat.write(out, flags, number.value(), verb, true);
        }
        if (value instanceof Double number) {
            return FloatFormat.write(out, flags, number, verb);
        }
        return TextFormat.write(out, flags, value.toString(), verb);
    }

    private void bad(Object value, int verb) {
        out.append("%!")
                .appendCodePoint(verb)
                .append('(')
                .append(Values.type(value))
                .append('=');
        scalar(value, 'v');
        out.append(')');
    }

    private void map(Map<?, ?> map, int verb, int depth) {
        if (verb == 'p') {
            out.append("%!p(map)");
            return;
        }
        out.append(flags.sharpV ? Values.type(map) + "{" : "map[");
        boolean follows = false;
        for (String key : Values.sortedKeys(map)) {
            out.append(follows ? separator() : "");
            follows = true;
            value(key, verb, depth + 1);
            out.append(':');
            value(map.get(key), verb, depth + 1);
        }
        out.append(flags.sharpV ? '}' : ']');
    }

    private void list(List<?> list, int verb, int depth) {
        if (verb == 'p') {
            out.append("%!p(list)");
            return;
        }
        out.append(flags.sharpV ? Values.type(list) + "{" : "[");
        boolean follows = false;
        for (Object item : list) {
            out.append(follows ? separator() : "");
            follows = true;
            value(item, verb, depth + 1);
        }
        out.append(flags.sharpV ? '}' : ']');
    }

    private String separator() {
        return flags.sharpV ? ", " : " ";
    }
}
