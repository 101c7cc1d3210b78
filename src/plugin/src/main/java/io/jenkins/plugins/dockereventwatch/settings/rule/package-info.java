/** The forms of rules, conditions, notification policies and recurring silences. */
package io.jenkins.plugins.dockereventwatch.settings.rule;
