package io.jenkins.plugins.dockereventwatch.template.function;

import io.jenkins.plugins.dockereventwatch.template.format.Printf;
import io.jenkins.plugins.dockereventwatch.template.time.TimeStamp;
import io.jenkins.plugins.dockereventwatch.template.value.NoValue;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions that templates can call. */
public final class Functions {

    private static final int ANY = Integer.MAX_VALUE;

    private interface Body {
        Object call(List<Object> arguments, TimeStamp timeStamp);
    }

    /** A function with its smallest and largest number of arguments. The evaluator implements those without a body. */
    private record Function(int least, int most, Body body) {}

    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("and", new Function(1, ANY, null)),
            Map.entry("or", new Function(1, ANY, null)),
            Map.entry("not", new Function(1, 1, (given, time) -> !Values.isTrue(given.get(0)))),
            Map.entry("eq", new Function(2, ANY, (given, time) -> Comparison.equal(given.get(0), rest(given)))),
            Map.entry("ne", new Function(2, 2, (given, time) -> !Comparison.equal(given.get(0), rest(given)))),
            Map.entry("lt", new Function(2, 2, (given, time) -> Comparison.less(given.get(0), given.get(1)))),
            Map.entry("le", new Function(2, 2, (given, time) -> Comparison.lessOrEqual(given.get(0), given.get(1)))),
            Map.entry("gt", new Function(2, 2, (given, time) -> !Comparison.lessOrEqual(given.get(0), given.get(1)))),
            Map.entry("ge", new Function(2, 2, (given, time) -> !Comparison.less(given.get(0), given.get(1)))),
            Map.entry("index", new Function(1, ANY, (given, time) -> Indexing.index(given.get(0), rest(given)))),
            Map.entry("slice", new Function(1, 4, (given, time) -> Indexing.slice(given.get(0), rest(given)))),
            Map.entry("len", new Function(1, 1, (given, time) -> Indexing.length(given.get(0)))),
            Map.entry("print", new Function(0, ANY, (given, time) -> Printf.print(given))),
            Map.entry(
                    "printf",
                    new Function(
                            1,
                            ANY,
                            (given, time) -> Printf.format(text(given.get(0), "format of printf"), rest(given)))),
            Map.entry("println", new Function(0, ANY, (given, time) -> Printf.println(given))),
            Map.entry("html", new Function(0, ANY, (given, time) -> Escaping.html(joined(given)))),
            Map.entry("js", new Function(0, ANY, (given, time) -> Escaping.js(joined(given)))),
            Map.entry("urlquery", new Function(0, ANY, (given, time) -> Escaping.urlQuery(joined(given)))),
            Map.entry(
                    "TimeStampFormat",
                    new Function(
                            2,
                            2,
                            (given, time) ->
                                    time.format(given.get(0), text(given.get(1), "layout of TimeStampFormat")))));

    public static final Set<String> NAMES = FUNCTIONS.keySet();

    /** The functions that escape text for a context. */
    public static final Set<String> ESCAPERS = Set.of("html", "js", "urlquery");

    private final TimeStamp timeStamp;

    public Functions(TimeStamp timeStamp) {
        this.timeStamp = timeStamp;
    }

    public void checkCount(String name, int given) {
        Function count = FUNCTIONS.get(name);
        if (given < count.least || given > count.most) {
            String allowed = count.most == count.least
                    ? "" + count.least
                    : count.most == ANY ? "at least " + count.least : count.least + " to " + count.most;
            throw new RenderFailure(name + " takes " + allowed + " argument"
                    + (count.most == 1 || (count.most == ANY && count.least == 1) ? "" : "s") + ", not " + given);
        }
    }

    public Object call(String name, List<Object> arguments) {
        return FUNCTIONS.get(name).body.call(arguments, timeStamp);
    }

    private static List<Object> rest(List<Object> arguments) {
        return arguments.subList(1, arguments.size());
    }

    private static String text(Object value, String what) {
        if (value instanceof String text) {
            return text;
        }
        throw new RenderFailure("the " + what + " must be a text, not " + Values.plainType(value));
    }

    /** Returns the text that an action prints for a value. */
    public static String printed(Object value) {
        if (value == NoValue.INSTANCE) {
            return value.toString();
        }
        return value instanceof String text ? text : Printf.print(List.of(value));
    }

    private static String joined(List<Object> arguments) {
        return Printf.print(arguments.stream()
                .map(a -> Values.isNothing(a) ? NoValue.INSTANCE.toString() : a)
                .toList());
    }
}
