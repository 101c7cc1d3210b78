package io.jenkins.plugins.dockereventwatch.template.function;

import io.jenkins.plugins.dockereventwatch.template.value.GoByte;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Implements index, slice and len. As in Go, string indexes count UTF-8 bytes. */
final class Indexing {

    private Indexing() {}

    static Object index(Object of, List<Object> indexes) {
        if (Values.isNothing(of)) {
            throw new RenderFailure("index needs a map, list or text, not a missing value");
        }
        Object item = of;
        for (Object index : indexes) {
            item = Values.normal(item(item, index));
        }
        return item;
    }

    private static Object item(Object of, Object index) {
        if (of instanceof Map<?, ?> map) {
            if (!(index instanceof String)) {
                if (!Values.isNothing(index)) {
                    throw new RenderFailure("a map's index must be a text, not " + Values.plainType(index));
                }
                throw new RenderFailure("a map's index must be a text, not a missing value");
            }
            return map.get(index);
        }
        if (of instanceof List<?> list) {
            return list.get(position(index, list.size() - 1));
        }
        if (of instanceof String text) {
            byte[] bytes = Values.bytes(text);
            return new GoByte(bytes[position(index, bytes.length - 1)] & 0xff);
        }
        throw new RenderFailure("index needs a map, list or text, not " + Values.plainType(of));
    }

    private static int position(Object index, int most) {
        long position = index instanceof GoByte small ? small.value() : index instanceof Long number ? number : -1;
        if (!(index instanceof Long) && !(index instanceof GoByte)) {
            throw new RenderFailure("an index must be an integer, not " + Values.plainType(index));
        }
        if (position < 0 || position > most) {
            throw new RenderFailure("index out of range: " + position + "; expected 0 to " + most);
        }
        return (int) position;
    }

    static Object slice(Object of, List<Object> indexes) {
        boolean isText = of instanceof String;
        if (!isText && !(of instanceof List<?>)) {
            throw new RenderFailure("slice needs a list or text, not " + Values.plainType(of));
        }
        if (isText && indexes.size() == 3) {
            throw new RenderFailure("slice of a text takes at most two indexes");
        }
        int size = isText ? Values.bytes((String) of).length : ((List<?>) of).size();
        int[] bounds = {0, size, size};
        for (int i = 0; i < indexes.size(); i++) {
            bounds[i] = position(indexes.get(i), size);
        }
        if (bounds[0] > bounds[1] || bounds[1] > bounds[2]) {
            throw new RenderFailure("slice needs its indexes in ascending order");
        }
        return isText
                ? new String(Values.bytes((String) of), bounds[0], bounds[1] - bounds[0], StandardCharsets.UTF_8)
                : ((List<?>) of).subList(bounds[0], bounds[1]);
    }

    static Object length(Object of) {
        if (of instanceof String text) {
            return (long) Values.bytes(text).length;
        }
        if (of instanceof Map<?, ?> map) {
            return (long) map.size();
        }
        if (of instanceof List<?> list) {
            return (long) list.size();
        }
        throw new RenderFailure("len needs a map, list or text, not " + Values.plainType(of));
    }
}
