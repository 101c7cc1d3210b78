package io.jenkins.plugins.dockereventwatch.watch.container;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values by container ID; the oldest entries are dropped beyond a limit. Thread-safe. */
public final class BoundedMap<V> {

    /** More containers than a host runs. */
    private static final int CAPACITY = 10_000;

    private final Map<String, V> values = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > CAPACITY;
        }
    };

    /** Returns the value; null if there is none. */
    public synchronized V get(String id) {
        return values.get(id);
    }

    public synchronized void put(String id, V value) {
        values.put(id, value);
    }

    synchronized void putIfAbsent(String id, V value) {
        values.putIfAbsent(id, value);
    }

    /** Removes and returns the value; null if there was none. */
    public synchronized V remove(String id) {
        return values.remove(id);
    }
}
