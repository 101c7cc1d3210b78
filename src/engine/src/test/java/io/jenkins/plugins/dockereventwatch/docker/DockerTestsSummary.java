package io.jenkins.plugins.dockereventwatch.docker;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a test run how many tests had a Docker Engine, or how many classes were skipped for want of one. */
public final class DockerTestsSummary implements TestExecutionListener {

    static final String NO_ENGINE = "no Docker Engine";

    private final AtomicInteger run = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private volatile String reason = "";
    private volatile TestPlan plan;

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String why) {
        if (why.startsWith(NO_ENGINE)) {
            skipped.addAndGet((int) plan.getDescendants(test).stream()
                    .filter(TestIdentifier::isTest)
                    .count());
            reason = why;
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && plan.getParent(test).map(this::needsDocker).orElse(false)) {
            run.incrementAndGet();
        }
    }

    private boolean needsDocker(TestIdentifier parent) {
        return parent.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass().isAnnotationPresent(WithDocker.class))
                .orElse(false);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (skipped.get() > 0) {
            System.out.println("Docker tests: " + skipped + " skipped: " + reason);
        } else if (run.get() > 0) {
            System.out.println("Docker tests: " + run + " run");
        }
    }
}
