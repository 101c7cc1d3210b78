package io.jenkins.plugins.dockereventwatch.image.policy;

/**
 * The decision of one rule of a policy about an image.
 *
 * @param rule the rule
 * @param place where the rule is defined
 * @param reason why the rule decides so
 * @param remedy how to get the image allowed; empty if it is allowed
 */
record Decision(String rule, String place, String reason, String remedy) {}
