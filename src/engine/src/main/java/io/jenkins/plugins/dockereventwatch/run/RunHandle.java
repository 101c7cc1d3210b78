package io.jenkins.plugins.dockereventwatch.run;

import io.jenkins.plugins.dockereventwatch.run.limit.RunSpec;
import java.io.Serializable;

/**
 * Identifies a created run, so that another process can continue it.
 *
 * @param run the run ID, see {@link RunClaim#RUN_LABEL}
 * @param container the container ID
 * @param spec the specification of the run
 */
public record RunHandle(String run, String container, RunSpec spec) implements Serializable {}
