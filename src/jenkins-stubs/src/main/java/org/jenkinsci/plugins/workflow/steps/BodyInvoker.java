package org.jenkinsci.plugins.workflow.steps;

import hudson.LauncherDecorator;

public abstract class BodyInvoker {
    private BodyInvoker() {}

    public abstract BodyInvoker withContext(Object override);

    public abstract BodyInvoker withCallback(BodyExecutionCallback callback);

    public abstract BodyExecution start();

    public static native LauncherDecorator mergeLauncherDecorators(
            LauncherDecorator original, LauncherDecorator subsequent);
}
