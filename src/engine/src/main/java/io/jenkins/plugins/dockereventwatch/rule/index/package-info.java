/** An index that finds the rules that may match an event, at a cost that hardly depends on the number of rules. */
package io.jenkins.plugins.dockereventwatch.rule.index;
