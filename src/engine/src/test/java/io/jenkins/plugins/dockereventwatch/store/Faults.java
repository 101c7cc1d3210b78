package io.jenkins.plugins.dockereventwatch.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Failures of a database at one of its writes: an insert, update, delete, or commit. */
public final class Faults {

    /** What happens at the write. */
    public enum Kind {
        /** It fails, and all is well again. */
        ONCE,
        /** Nothing works any more, as if the program had been killed before the write. */
        DEAD_BEFORE,
        /** Nothing works any more, as if the program had been killed after the write. */
        DEAD_AFTER
    }

    private final Kind kind;
    private final int at;
    private final AtomicInteger writes = new AtomicInteger();
    /** Whether the thread's transaction has written something: the end of one that only reads is no write. */
    private final ThreadLocal<Boolean> wrote = ThreadLocal.withInitial(() -> false);

    private volatile boolean dead;
    private volatile boolean happened;

    /** A fault at the write of that number, the first being 1. */
    public Faults(Kind kind, int at) {
        this.kind = kind;
        this.at = at;
    }

    /** A state in which the first statement of some beginning fails with an exception, of the database or the program. */
    public static Store at(String statement, Exception fault, Store store) {
        AtomicBoolean met = new AtomicBoolean();
        return store.through(source -> {
            InvocationHandler handler = (self, method, arguments) -> {
                Object result = invoke(method, source, arguments);
                return result instanceof Connection connection ? at(statement, fault, connection, met) : result;
            };
            return proxy(DataSource.class, handler);
        });
    }

    /** Returns a state in which, while {@code broken} is true, each statement with a certain beginning fails. */
    public static Store whileBroken(AtomicBoolean broken, String statement, RuntimeException fault, Store store) {
        return store.through(source -> {
            InvocationHandler handler = (self, method, arguments) -> {
                Object result = invoke(method, source, arguments);
                boolean fails = broken.get() && result instanceof Connection;
                return fails ? at(statement, fault, (Connection) result, new AtomicBoolean()) : result;
            };
            return proxy(DataSource.class, handler);
        });
    }

    private static Connection at(String statement, Exception fault, Connection real, AtomicBoolean met) {
        InvocationHandler handler = (self, method, arguments) -> {
            boolean prepares = method.getName().equals("prepareStatement");
            if (prepares && ((String) arguments[0]).startsWith(statement) && met.compareAndSet(false, true)) {
                throw fault;
            }
            return invoke(method, real, arguments);
        };
        return proxy(Connection.class, handler);
    }

    private static Object invoke(Method method, Object real, Object... arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A state with the fault. */
    public Store in(Store store) {
        return store.through(source -> proxy(DataSource.class, source));
    }

    /** Whether it has happened. */
    public boolean happened() {
        return happened;
    }

    /** Whether nothing works any more. */
    public boolean isDead() {
        return dead;
    }

    /** Lets nothing work any more. */
    public void kill() {
        dead = true;
    }

    private <T> T proxy(Class<T> type, T real) {
        InvocationHandler handler = (self, method, arguments) -> {
            String name = method.getName();
            boolean write = name.equals("executeUpdate") || (name.equals("commit") && wrote.get());
            wrote.set(name.equals("executeUpdate") || (wrote.get() && !name.equals("commit")));
            boolean now = write && writes.incrementAndGet() == at;
            if (!name.equals("close") && !name.equals("rollback")) {
                check(now && kind != Kind.DEAD_AFTER);
            }
            Object result = invoke(method, real, arguments);
            check(now);
            if (result instanceof Connection connection) {
                return proxy(Connection.class, connection);
            }
            return result instanceof PreparedStatement statement ? proxy(PreparedStatement.class, statement) : result;
        };
        return proxy(type, handler);
    }

    private void check(boolean now) throws SQLException {
        if (now) {
            happened = true;
            dead |= kind != Kind.ONCE;
        }
        if (now || dead) {
            throw new SQLException("intended error");
        }
    }
}
