package io.jenkins.plugins.dockereventwatch.grouping;

/**
 * A container about whose state further messages will be sent.
 *
 * @param name its name, for people
 */
record TrackedContainer(String notifier, String orderingKey, String name) {}
