package io.jenkins.plugins.dockereventwatch.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Closure;
import groovy.lang.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;

/**
 * A Pipeline, Scripted or Declarative, run without Jenkins: blocks are gone through, steps of ours are made of their
 * arguments, and of other plugins' only the name is looked at.
 */
public abstract class PipelineScript extends Script {

    /** Of the Pipeline itself, and of the plugins that everyone has. */
    private static final Set<String> OTHERS = Set.of(
            "agent",
            "always",
            "archiveArtifacts",
            "branch",
            "checkout",
            "echo",
            "environment",
            "error",
            "failure",
            "junit",
            "label",
            "node",
            "options",
            "parallel",
            "pipeline",
            "post",
            "recordIssues",
            "sarif",
            "script",
            "sh",
            "skipDefaultCheckout",
            "stage",
            "stages",
            "steps",
            "timeout",
            "timestamps",
            "when",
            "withCredentials",
            "withEnv",
            "usernamePassword",
            "string");

    private OurSteps ours;
    private final List<String> made = new ArrayList<>();

    /** With the steps that are bound to their names. */
    final PipelineScript with(OurSteps steps) {
        ours = steps;
        return this;
    }

    /** The names of those of our steps that it made. */
    final List<String> made() {
        return made;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] given = (Object[]) arguments;
        Object last = given.length == 0 ? null : given[given.length - 1];
        Closure<?> block = last instanceof Closure<?> closure ? closure : null;
        Object result = null;
        if (ours.names().contains(name)) {
            assertThat(block != null).as("%s takes a block", name).isEqualTo(ours.takesBlock(name));
            make(name, arguments(given));
            result = StepResult.of(name, arguments(given));
        } else {
            assertThat(OTHERS).as("a step or section of a Pipeline").contains(name);
        }
        if (block != null) {
            block.call();
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> arguments(Object[] given) {
        return given.length > 0 && given[0] instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private void make(String name, Map<String, Object> arguments) {
        try {
            Step step = ours.make(name, arguments);
            // what is checked before anything else
            step.start(null);
            made.add(name);
        } catch (Exception e) {
            throw new AssertionError(name + " " + arguments, e);
        }
    }
}
