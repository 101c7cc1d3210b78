/**
 * Which events are worth an alert: a {@link io.jenkins.plugins.dockereventwatch.rule.Rule} is a title, conditions and
 * the notifiers it alerts; a {@link io.jenkins.plugins.dockereventwatch.rule.RuleSet} holds all of them, compiled so
 * that an event costs little however many there are.
 */
package io.jenkins.plugins.dockereventwatch.rule;
