package io.jenkins.plugins.dockereventwatch.template;

import java.util.List;

/** print and println: values in their default format. */
final class Printing {

    private Printing() {}

    /** A space stands between two values where neither is a text. */
    static String print(List<Object> values) {
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

    static String println(List<Object> values) {
        BoundedText out = new BoundedText();
        for (int i = 0; i < values.size(); i++) {
            out.append(i > 0 ? " " : "");
            new ValueFormat(out, new FormatFlags()).argument(values.get(i), 'v');
        }
        return out.append('\n').toString();
    }
}
