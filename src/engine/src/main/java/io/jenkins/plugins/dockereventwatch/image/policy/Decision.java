package io.jenkins.plugins.dockereventwatch.image.policy;

/**
 * What one rule of a policy makes of an image.
 *
 * @param rule the rule
 * @param place where it stands
 * @param reason why it decides so, in a sentence
 * @param remedy what would change that; empty where it allows
 */
record Decision(String rule, String place, String reason, String remedy) {}
