package jenkins.util;

public final class SetContextClassLoader implements AutoCloseable {
    public SetContextClassLoader(Class<?> clazz) {}

    @Override
    public native void close();
}
