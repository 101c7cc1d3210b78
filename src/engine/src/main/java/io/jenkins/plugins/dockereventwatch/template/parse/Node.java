package io.jenkins.plugins.dockereventwatch.template.parse;

import java.util.List;

/** A part of a template that runs: text, an action, a block. Positions are indexes into the source. */
public sealed interface Node {

    int position();

    /** Text that stands in the template. */
    record Text(int position, String text) implements Node {}

    /** A pipeline whose value is printed, unless it sets variables. */
    record Action(int position, Operand.Pipeline pipeline) implements Node {}

    /** {@code if}; what follows {@code else} is empty where there is none. */
    record If(int position, Operand.Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

    /** {@code with}. */
    record With(int position, Operand.Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

    /** {@code range}. */
    record Range(int position, Operand.Pipeline pipeline, List<Node> body, List<Node> otherwise) implements Node {}

    /** {@code template} and {@code block}; the pipeline is null where none is given. */
    record Call(int position, String name, Operand.Pipeline pipeline) implements Node {}

    /** {@code break}. */
    record Break(int position) implements Node {}

    /** {@code continue}. */
    record Continue(int position) implements Node {}
}
