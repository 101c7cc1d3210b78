package org.jenkinsci.plugins.workflow.steps;

import hudson.ExtensionPoint;
import java.io.IOException;

public interface DynamicContext extends ExtensionPoint {
    <T> T get(Class<T> key, DelegatedContext context) throws IOException, InterruptedException;

    interface DelegatedContext {
        <T> T get(Class<T> key) throws IOException, InterruptedException;
    }

    abstract class Typed<T> implements DynamicContext {
        public Typed() {}

        protected abstract Class<T> type();

        protected abstract T get(DelegatedContext context) throws IOException, InterruptedException;

        @Override
        public final native <U> U get(Class<U> key, DelegatedContext context);
    }
}
