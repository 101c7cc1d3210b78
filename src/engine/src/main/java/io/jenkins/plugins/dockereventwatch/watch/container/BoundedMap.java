package io.jenkins.plugins.dockereventwatch.watch.container;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps by container ID that drop their oldest entries beyond a limit. */
public final class BoundedMap {

    /** More containers than a host runs. */
    private static final int CAPACITY = 10_000;

    private BoundedMap() {}

    /** Returns an empty, thread-safe map. */
    public static <V> Map<String, V> create() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > CAPACITY;
            }
        });
    }
}
