package io.jenkins.plugins.dockereventwatch.runner.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * The signals of the operating system. Java has no other way to them than {@code sun.misc.Signal}; it is reached by name,
 * since a compiler warns of it in a way that cannot be silenced.
 */
final class Signals {

    private Signals() {}

    /**
     * Has a signal handled.
     *
     * @param name without SIG, as in {@code TERM}
     * @param handler called in a thread of its own with the name; null: as the Java machine does it
     */
    static void handle(String name, Consumer<String> handler) {
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object proxy = handler == null
                    ? handlers.getField("SIG_DFL").get(null)
                    : Proxy.newProxyInstance(
                            handlers.getClassLoader(), new Class<?>[] {handlers}, (self, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    handler.accept(name);
                                    return null;
                                }
                                return method.getName().equals("equals")
                                        ? self == arguments[0]
                                        : (Object) name.hashCode();
                            });
            signals.getMethod("handle", signals, handlers)
                    .invoke(null, signals.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            System.getLogger(Signals.class.getName())
                    .log(System.Logger.Level.DEBUG, "the signal " + name + " is not handled", cause);
        }
    }
}
