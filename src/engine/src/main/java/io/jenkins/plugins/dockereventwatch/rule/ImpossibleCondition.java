package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.text.InvalidValueException;

/**
 * A condition that no event meets, or a value of it.
 *
 * @param condition the condition
 * @param value the index of the value; negative: the condition as a whole
 * @param reason why, and what is expected, for users
 */
public record ImpossibleCondition(Condition condition, int value, InvalidValueException reason) {}
