package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import java.util.HashMap;
import java.util.Map;

/** The variables of a Dockerfile's {@code FROM}: those that {@code ARG} declares before the first of them. */
final class BuildArguments {

    private final Map<String, String> given;
    private final char escape;
    private final Map<String, Variable> declared = new HashMap<>();

    /**
     * A declared variable.
     *
     * @param value its value; null: it has none
     * @param obstacle why its value cannot be known; empty where it can
     */
    private record Variable(String value, String obstacle) {}

    BuildArguments(Map<String, String> given, char escape) {
        this.given = given;
        this.escape = escape;
    }

    /** Takes note of {@code ARG A=1 B}. */
    void declare(String text) {
        for (String word : new DockerWords(text, escape).split()) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (given.containsKey(name)) {
                declared.put(name, given(name));
            } else if (equals < 0) {
                declared.put(name, new Variable(null, ""));
            } else {
                Expansion value = expand(word.substring(equals + 1));
                declared.put(name, new Variable(value.text(), value.obstacle()));
            }
        }
    }

    private Variable given(String name) {
        String value = given.get(name);
        return new Variable(
                value, value == null ? "the build argument " + name + " is given, but its value is not known" : "");
    }

    /** Puts the variables into a word. */
    Expansion expand(String word) {
        return new WordExpander(word, escape, this).expand();
    }

    /** A variable's value; null where it has none. */
    String value(String name) {
        Variable variable = declared.get(name);
        return variable == null ? null : variable.value;
    }

    /** Why a variable's value cannot be known; empty where it can be, or there is none. */
    String obstacle(String name) {
        Variable variable = declared.get(name);
        return variable == null ? "" : variable.obstacle;
    }

    /** What stands against a variable that has no value. */
    String whyUnset(String name) {
        return declared.containsKey(name)
                ? "the build argument " + name + " has no value"
                : "no ARG before the first FROM declares " + name;
    }

    String remedy(String name) {
        return declared.containsKey(name)
                ? "give --build-arg " + name + "=VALUE, or ARG " + name + " a default"
                : "declare ARG " + name + "=VALUE before the first FROM";
    }
}
