package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import java.io.Serializable;

/**
 * A run that was created: all it takes to take it up again, also by another process.
 *
 * @param run its id, as {@link RunLabels#RUN} says
 * @param container the container's id
 * @param spec what runs
 */
public record RunHandle(String run, String container, RunSpec spec) implements Serializable {}
