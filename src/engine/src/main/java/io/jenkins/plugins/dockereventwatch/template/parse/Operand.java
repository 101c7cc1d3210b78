package io.jenkins.plugins.dockereventwatch.template.parse;

import java.util.List;

/** A part of a template that has a value. Positions are indexes into the source. */
public sealed interface Operand {

    int position();

    /** {@code .} */
    record Dot(int position) implements Operand {}

    /** The value of a string, number, character or boolean literal. */
    record Literal(int position, Object value) implements Operand {}

    /** {@code nil} */
    record Nil(int position) implements Operand {}

    /** {@code $x}; the name includes the dollar sign. */
    record Variable(int position, String name) implements Operand {}

    record Function(int position, String name) implements Operand {}

    /** {@code .a.b}, {@code $x.a.b} or {@code (pipeline).a.b}. */
    record Fields(int position, Operand of, List<String> names) implements Operand {}

    /** Commands, each of which receives the value of the previous one, and the variables for the last value. */
    record Pipeline(int position, boolean assigns, List<String> variables, List<Command> commands) implements Operand {}

    /** An operand and its arguments. */
    record Command(int position, List<Operand> words) {}
}
