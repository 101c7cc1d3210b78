package io.jenkins.plugins.dockereventwatch.watch;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of containers by their ids: of so many that the oldest are forgotten. Shared between threads. */
final class BoundedMap<V> {

    /** More than a host runs. */
    private static final int MOST = 5_000;

    private final Map<String, V> values = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    };

    /** Null: nothing is known. */
    synchronized V get(String id) {
        return values.get(id);
    }

    synchronized void put(String id, V value) {
        values.put(id, value);
    }

    synchronized void putIfAbsent(String id, V value) {
        values.putIfAbsent(id, value);
    }

    synchronized void remove(String id) {
        values.remove(id);
    }
}
