package io.jenkins.plugins.dockereventwatch.docker;

import java.lang.annotation.Annotation;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Says at the end of a test run how many tests had what they need, or how many were skipped because it is missing. */
public abstract class NeedSummary implements TestExecutionListener {

    private final String name;
    private final String missing;
    private final Class<? extends Annotation> need;

    private final AtomicInteger run = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private volatile String reason = "";
    private volatile TestPlan plan;

    /**
     * A summary.
     *
     * @param name what these tests are called
     * @param missing how the reason begins for which they are skipped
     * @param need the annotation of their classes
     */
    protected NeedSummary(String name, String missing, Class<? extends Annotation> need) {
        this.name = name;
        this.missing = missing;
        this.need = need;
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String why) {
        if (why.startsWith(missing)) {
            skipped.addAndGet((int) plan.getDescendants(test).stream()
                    .filter(TestIdentifier::isTest)
                    .count());
            reason = why;
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() && plan.getParent(test).map(this::needs).orElse(false)) {
            run.incrementAndGet();
        }
    }

    private boolean needs(TestIdentifier parent) {
        return parent.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass().isAnnotationPresent(need))
                .orElse(false);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        if (skipped.get() > 0) {
            System.out.println(name + ": " + skipped + " skipped: " + reason);
        } else if (run.get() > 0) {
            System.out.println(name + ": " + run + " run");
        }
    }
}
