package io.jenkins.plugins.dockereventwatch.image.compose;

import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import io.jenkins.plugins.dockereventwatch.image.expansion.UnknownValueException;
import io.jenkins.plugins.dockereventwatch.image.expansion.VariableExpander;
import io.jenkins.plugins.dockereventwatch.image.expansion.VariableSyntax;
import io.jenkins.plugins.dockereventwatch.image.expansion.Variables;
import java.util.Map;

/**
 * The variables of a compose file.
 *
 * @param values the values by name, from the environment and {@code .env}
 */
record ComposeVariables(Map<String, String> values) implements Variables {

    Expansion expand(String text) {
        return VariableExpander.expand(text, VariableSyntax.COMPOSE, this);
    }

    @Override
    public String value(String name) {
        return values.get(name);
    }

    /** Returns the names without the values, which may be secrets. */
    @Override
    public String toString() {
        return "ComposeVariables" + values.keySet();
    }

    @Override
    public UnknownValueException unset(String name) {
        return new UnknownValueException(
                "the variable " + name + " is not set",
                "set it in the environment or in .env, or write ${" + name + ":-VALUE}");
    }
}
