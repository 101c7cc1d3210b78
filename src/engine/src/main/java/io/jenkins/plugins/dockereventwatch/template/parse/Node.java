package io.jenkins.plugins.dockereventwatch.template.parse;

import java.util.List;

/** An executable part of a template: text, an action or a block. Positions are indexes into the source. */
public sealed interface Node {

    int position();

    /** Text of the template itself. */
    record Text(int position, String text) implements Node {}

    /** A pipeline; its value is printed unless it sets variables. */
    record Action(int position, Operand.Pipeline pipeline) implements Node {}

    /** The block of {@code if}, {@code with} or {@code range}; {@code otherwise} is empty if there is no {@code else}. */
    record Block(int position, String keyword, Operand.Pipeline pipeline, List<Node> body, List<Node> otherwise)
            implements Node {}

    /** {@code template} or {@code block}; the pipeline is null if there is none. */
    record Call(int position, String name, Operand.Pipeline pipeline) implements Node {}

    /** {@code break}. */
    record Break(int position) implements Node {}

    /** {@code continue}. */
    record Continue(int position) implements Node {}
}
