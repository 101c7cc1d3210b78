package io.jenkins.plugins.dockereventwatch.image.policy;

import java.io.Serializable;

/**
 * The decision of one rule of a policy about an image.
 *
 * @param rule the rule, {@code allow ghcr.io/acme/**}
 * @param place where the rule is defined, {@code policy.yml:3:5}
 * @param reason why the rule decides so
 * @param remedy how to get the image allowed; empty if it is allowed
 */
public record Decision(String rule, String place, String reason, String remedy) implements Serializable {}
