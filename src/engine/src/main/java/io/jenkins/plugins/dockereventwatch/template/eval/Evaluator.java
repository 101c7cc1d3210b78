package io.jenkins.plugins.dockereventwatch.template.eval;

import io.jenkins.plugins.dockereventwatch.template.TemplateOutput;
import io.jenkins.plugins.dockereventwatch.template.function.Functions;
import io.jenkins.plugins.dockereventwatch.template.parse.Node;
import io.jenkins.plugins.dockereventwatch.template.parse.Operand;
import io.jenkins.plugins.dockereventwatch.template.value.BoundedText;
import io.jenkins.plugins.dockereventwatch.template.value.Limits;
import io.jenkins.plugins.dockereventwatch.template.value.NoValue;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Executes the nodes of a template; used for a single rendering. */
final class Evaluator {

    private enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private final Map<String, List<Node>> templates;
    private final Functions functions;
    private final TemplateOutput output;
    private Expressions expressions;
    private int depth;
    private int steps;
    private int written;

    Evaluator(Map<String, List<Node>> templates, Functions functions, TemplateOutput output) {
        this.templates = templates;
        this.functions = functions;
        this.output = output;
    }

    void run(String name, Object data) {
        Expressions outer = expressions;
        expressions = new Expressions(functions, data);
        walk(templates.get(name), data);
        expressions = outer;
    }

    private Flow walk(List<Node> nodes, Object dot) {
        for (Node node : nodes) {
            Flow flow = walk(node, dot);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }

    private Flow walk(Node node, Object dot) {
        step(node);
        if (node instanceof Node.Text text) {
            count(text.text(), node);
            output.literal(text.text());
            return Flow.NEXT;
        }
        if (node instanceof Node.Action action) {
            action(action, dot);
            return Flow.NEXT;
        }
        if (node instanceof Node.Break) {
            return Flow.BREAK;
        }
        return node instanceof Node.Continue ? Flow.CONTINUE : nested(node, dot);
    }

    private Flow nested(Node node, Object dot) {
        if (++depth > Limits.DEPTH) {
            throw new RenderFailure(
                    "nested deeper than " + Limits.DEPTH + " levels; does a template call itself?", node.position());
        }
        int mark = expressions.mark();
        Flow flow = Flow.NEXT;
        if (node instanceof Node.Block block) {
            Object value = expressions.pipeline(block.pipeline(), dot);
            if (block.keyword().equals("range")) {
                flow = range(block, value, dot);
            } else if (Values.isTrue(value)) {
                flow = walk(block.body(), block.keyword().equals("with") ? value : dot);
            } else {
                flow = walk(block.otherwise(), dot);
            }
        } else if (node instanceof Node.Call call) {
            Object value = call.pipeline() == null ? NoValue.INSTANCE : expressions.pipeline(call.pipeline(), dot);
            mark = expressions.mark();
            run(call.name(), value);
        }
        expressions.release(mark);
        depth--;
        return flow;
    }

    private void action(Node.Action action, Object dot) {
        Object value = expressions.pipeline(action.pipeline(), dot);
        if (!action.pipeline().variables().isEmpty()) {
            return;
        }
        try {
            String text = Functions.printed(value);
            count(text, action);
            output.value(text, escapedBy(action.pipeline()));
        } catch (RenderFailure e) {
            throw e.at(action.position());
        }
    }

    private static String escapedBy(Operand.Pipeline pipeline) {
        Operand.Command last = pipeline.commands().get(pipeline.commands().size() - 1);
        Operand first = last.words().get(0);
        if (first instanceof Operand.Pipeline inner) {
            return escapedBy(inner);
        }
        return first instanceof Operand.Function function && Functions.ESCAPERS.contains(function.name())
                ? function.name()
                : "";
    }

    private void count(String text, Node node) {
        written += text.length();
        if (written > Limits.TEXT) {
            throw BoundedText.tooLong().at(node.position());
        }
    }

    private Flow range(Node.Block range, Object over, Object dot) {
        int mark = expressions.mark();
        Iterator<?> keys = keys(over, range.pipeline().position());
        if (!keys.hasNext()) {
            return walk(range.otherwise(), dot);
        }
        Flow flow = Flow.NEXT;
        while (keys.hasNext() && flow != Flow.BREAK) {
            step(range);
            Object key = keys.next();
            Object value = over instanceof Map<?, ?> map
                    ? map.get(key)
                    : over instanceof List<?> list ? list.get(((Long) key).intValue()) : key;
            expressions.setLoop(range.pipeline(), key, Values.normal(value));
            flow = walk(range.body(), Values.normal(value));
            expressions.release(mark);
        }
        return Flow.NEXT;
    }

    private static Iterator<?> keys(Object over, int position) {
        if (over instanceof Map<?, ?> map) {
            return Values.sortedKeys(map).iterator();
        }
        if (over instanceof List<?> || over instanceof Long) {
            long count = over instanceof List<?> list ? list.size() : (Long) over;
            return LongStream.range(0, count).iterator();
        }
        if (Values.isNothing(over)) {
            return Collections.emptyIterator();
        }
        throw new RenderFailure("range goes through lists, maps and integers, not " + Values.plainType(over), position);
    }

    private void step(Node node) {
        if (++steps > Limits.STEPS) {
            throw new RenderFailure("the template takes more than " + Limits.STEPS + " steps", node.position());
        }
    }
}
