package io.jenkins.plugins.dockereventwatch.watch.container;

/** Selects the containers whose states are read. Thread-safe. */
public interface ContainerSelection {

    /** For a watch without services: states are not read. */
    ContainerSelection NONE = new ContainerSelection() {
        @Override
        public boolean isEmpty() {
            return true;
        }

        @Override
        public boolean selects(ContainerState.Identity container) {
            return false;
        }

        @Override
        public boolean measuresMemory(ContainerState.Identity container) {
            return false;
        }
    };

    /** Returns whether no container is selected, whatever it is. */
    default boolean isEmpty() {
        return false;
    }

    boolean selects(ContainerState.Identity container);

    /** Returns whether the memory of a selected container is read. */
    boolean measuresMemory(ContainerState.Identity container);
}
