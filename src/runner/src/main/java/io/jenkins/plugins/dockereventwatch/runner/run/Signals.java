package io.jenkins.plugins.dockereventwatch.runner.run;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;

/**
 * Signals of the operating system. Uses {@code sun.misc.Signal} by reflection: the compiler's warning about that class
 * cannot be suppressed.
 */
final class Signals {

    private Signals() {}

    /** Handles a signal on a thread of the JVM. */
    @FunctionalInterface
    interface Handler {

        /**
         * Handles the signal.
         *
         * @param name without SIG, such as {@code TERM}
         */
        void handle(String name);
    }

    /**
     * Sets the handler of a signal.
     *
     * @param name without SIG, such as {@code TERM}
     * @param handler null: the default action of the JVM
     */
    static void handle(String name, Handler handler) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object proxy = handlers.getField("SIG_DFL").get(null);
            if (handler != null) {
                MethodHandle call = MethodHandles.lookup()
                        .bind(handler, "handle", MethodType.methodType(void.class, String.class))
                        .bindTo(name);
                proxy = MethodHandleProxies.asInterfaceInstance(
                        handlers, MethodHandles.dropArguments(call, 0, signals));
            }
            signals.getMethod("handle", signals, handlers)
                    .invoke(null, signals.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            System.getLogger(Signals.class.getName())
                    .log(System.Logger.Level.DEBUG, "Signal " + name + " cannot be handled", cause);
        }
    }
}
