package io.jenkins.plugins.dockereventwatch.template.eval;

import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** The keys and values over which {@code range} iterates. */
final class Iteration {

    private final Iterator<?> keys;
    private final Object over;
    private Object key;

    private Iteration(Iterator<?> keys, Object over) {
        this.keys = keys;
        this.over = over;
    }

    static Iteration over(Object value, int position) {
        if (value instanceof Map<?, ?> map) {
            return new Iteration(Values.sortedKeys(map).iterator(), map);
        }
        if (value instanceof List<?> list) {
            return new Iteration(LongStream.range(0, list.size()).iterator(), list);
        }
        if (value instanceof Long number) {
            return new Iteration(LongStream.range(0, number).iterator(), number);
        }
        if (Values.isNothing(value)) {
            return new Iteration(List.of().iterator(), value);
        }
        throw new RenderFailure(
                "range goes through lists, maps and integers, not " + Values.plainType(value), position);
    }

    boolean next() {
        boolean more = keys.hasNext();
        key = more ? keys.next() : null;
        return more;
    }

    Object key() {
        return key;
    }

    Object value() {
        if (over instanceof Map<?, ?> map) {
            return Values.normal(map.get(key));
        }
        return over instanceof List<?> list ? Values.normal(list.get(((Long) key).intValue())) : key;
    }
}
