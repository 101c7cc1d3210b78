package io.jenkins.plugins.dockereventwatch.template.format;

import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import java.util.List;

/** Implements {@code print} and {@code println}: values in their default format. */
public final class Printing {

    private Printing() {}

    /** Returns the values, with a space between two values if neither is a string. */
    public static String print(List<Object> values) {
        BoundedText out = new BoundedText();
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (i > 0 && !(value instanceof String) && !(values.get(i - 1) instanceof String)) {
                out.append(' ');
            }
            new ValueFormat(out, new FormatFlags()).argument(value, 'v');
        }
        return out.toString();
    }

    public static String println(List<Object> values) {
        BoundedText out = new BoundedText();
        for (int i = 0; i < values.size(); i++) {
            out.append(i > 0 ? " " : "");
            new ValueFormat(out, new FormatFlags()).argument(values.get(i), 'v');
        }
        return out.append('\n').toString();
    }
}
