package org.jenkinsci.plugins.workflow.steps;

public final class FlowInterruptedException extends InterruptedException {
    private static final long serialVersionUID = 1L;

    private FlowInterruptedException() {}
}
