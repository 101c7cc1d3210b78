package io.jenkins.plugins.dockereventwatch.template.function;

import io.jenkins.plugins.dockereventwatch.template.format.Printf;
import io.jenkins.plugins.dockereventwatch.template.format.Printing;
import io.jenkins.plugins.dockereventwatch.template.time.TimeStamp;
import io.jenkins.plugins.dockereventwatch.template.value.NoValue;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The functions that templates can call. */
public final class Functions {

    private static final int ANY = Integer.MAX_VALUE;

    private record Count(int least, int most) {}

    private static final Map<String, Count> COUNTS = new TreeMap<>(Map.ofEntries(
            Map.entry("and", new Count(1, ANY)),
            Map.entry("or", new Count(1, ANY)),
            Map.entry("not", new Count(1, 1)),
            Map.entry("eq", new Count(2, ANY)),
            Map.entry("ne", new Count(2, 2)),
            Map.entry("lt", new Count(2, 2)),
            Map.entry("le", new Count(2, 2)),
            Map.entry("gt", new Count(2, 2)),
            Map.entry("ge", new Count(2, 2)),
            Map.entry("index", new Count(1, ANY)),
            Map.entry("slice", new Count(1, 4)),
            Map.entry("len", new Count(1, 1)),
            Map.entry("print", new Count(0, ANY)),
            Map.entry("printf", new Count(1, ANY)),
            Map.entry("println", new Count(0, ANY)),
            Map.entry("html", new Count(0, ANY)),
            Map.entry("js", new Count(0, ANY)),
            Map.entry("urlquery", new Count(0, ANY)),
            Map.entry("TimeStampFormat", new Count(2, 2))));

    public static final Set<String> NAMES = Set.copyOf(COUNTS.keySet());

    /** The functions that escape text for a context. */
    public static final Set<String> ESCAPERS = Set.of("html", "js", "urlquery");

    private final TimeStamp timeStamp;

    public Functions(TimeStamp timeStamp) {
        this.timeStamp = timeStamp;
    }

    public void checkCount(String name, int given) {
        Count count = COUNTS.get(name);
        if (given < count.least || given > count.most) {
            String allowed = count.most == count.least
                    ? "" + count.least
                    : count.most == ANY ? "at least " + count.least : count.least + " to " + count.most;
            throw new RenderFailure(name + " takes " + allowed + " argument"
                    + (count.most == 1 || (count.most == ANY && count.least == 1) ? "" : "s") + ", not " + given);
        }
    }

    public Object call(String name, List<Object> arguments) {
        Object first = arguments.isEmpty() ? null : arguments.get(0);
        List<Object> rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        return switch (name) {
            case "not" -> !Values.isTrue(first);
            case "eq" -> Comparison.equal(first, rest);
            case "ne" -> !Comparison.equal(first, rest);
            case "lt" -> Comparison.less(first, rest.get(0));
            case "le" -> Comparison.lessOrEqual(first, rest.get(0));
            case "gt" -> !Comparison.lessOrEqual(first, rest.get(0));
            case "ge" -> !Comparison.less(first, rest.get(0));
            case "index" -> Indexing.index(first, rest);
            case "slice" -> Indexing.slice(first, rest);
            case "len" -> Indexing.length(first);
            case "print" -> Printing.print(arguments);
            case "println" -> Printing.println(arguments);
            case "printf" -> Printf.format(text("printf", first), rest);
            case "html" -> Escaping.html(joined(arguments));
            case "js" -> Escaping.js(joined(arguments));
            case "urlquery" -> Escaping.urlQuery(joined(arguments));
            case "TimeStampFormat" -> timeStamp.format(first, text("TimeStampFormat", rest.get(0)));
            default -> throw new IllegalStateException(name);
        };
    }

    private static String text(String function, Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new RenderFailure("the " + (function.equals("printf") ? "format" : "layout") + " of " + function
                + " must be a text, not " + Values.plainType(value));
    }

    /** Returns the text that an action prints for a value. */
    public static String printed(Object value) {
        if (value == NoValue.INSTANCE) {
            return value.toString();
        }
        return value instanceof String text ? text : Printing.print(List.of(value));
    }

    private static String joined(List<Object> arguments) {
        return Printing.print(arguments.stream()
                .map(a -> Values.isNothing(a) ? NoValue.INSTANCE.toString() : a)
                .toList());
    }
}
