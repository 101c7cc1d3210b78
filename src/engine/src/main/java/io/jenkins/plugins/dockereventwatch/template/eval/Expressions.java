package io.jenkins.plugins.dockereventwatch.template.eval;

import io.jenkins.plugins.dockereventwatch.template.function.Functions;
import io.jenkins.plugins.dockereventwatch.template.parse.Operand;
import io.jenkins.plugins.dockereventwatch.template.value.Limits;
import io.jenkins.plugins.dockereventwatch.template.value.NoValue;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.template.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Evaluates pipelines, and holds the variables of one template during its rendering. */
final class Expressions {

    /** Marks that the first command of a pipeline receives no value from a previous one. */
    private static final Object NONE = new Object();

    private final Functions functions;
    private final List<String> names = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private int depth;

    Expressions(Functions functions, Object data) {
        this.functions = functions;
        push("$", data);
    }

    private void push(String name, Object value) {
        names.add(name);
        values.add(value);
    }

    int mark() {
        return names.size();
    }

    void release(int mark) {
        names.subList(mark, names.size()).clear();
        values.subList(mark, values.size()).clear();
    }

    /** Sets the variables of a loop for one iteration. */
    void setLoop(Operand.Pipeline pipeline, Object key, Object value) {
        List<String> variables = pipeline.variables();
        if (!variables.isEmpty()) {
            values.set(indexOf(variables.get(variables.size() - 1)), value);
        }
        if (variables.size() > 1) {
            values.set(
                    variables.get(0).equals(variables.get(1)) && !pipeline.assigns()
                            ? names.size() - 2
                            : indexOf(variables.get(0)),
                    key);
        }
    }

    private int indexOf(String name) {
        return names.lastIndexOf(name);
    }

    /** Returns the value of the last command, and assigns it to the pipeline's variables. */
    Object pipeline(Operand.Pipeline pipeline, Object dot) {
        if (++depth > Limits.NESTING + 1) {
            throw new RenderFailure("nested too deeply", pipeline.position());
        }
        Object value = NONE;
        for (Operand.Command command : pipeline.commands()) {
            value = Values.normal(command(command, dot, value));
            value = value == null ? NoValue.INSTANCE : value;
        }
        for (String variable : pipeline.variables()) {
            if (pipeline.assigns()) {
                values.set(indexOf(variable), value);
            } else {
                push(variable, value);
            }
        }
        depth--;
        return value;
    }

    private Object command(Operand.Command command, Object dot, Object piped) {
        Operand first = command.words().get(0);
        boolean hasArguments = command.words().size() > 1 || piped != NONE;
        if (first instanceof Operand.Function function) {
            return call(function, command.words(), dot, piped);
        }
        if (first instanceof Operand.Fields fields) {
            return fields(fields, dot, hasArguments);
        }
        if (hasArguments) {
            throw new RenderFailure("this is not a function and takes no arguments", first.position());
        }
        if (first instanceof Operand.Nil) {
            throw new RenderFailure("nil is allowed only as an argument", first.position());
        }
        return argument(first, dot);
    }

    private Object argument(Operand operand, Object dot) {
        if (operand instanceof Operand.Dot) {
            return dot;
        }
        if (operand instanceof Operand.Literal literal) {
            return literal.value();
        }
        if (operand instanceof Operand.Nil) {
            return null;
        }
        if (operand instanceof Operand.Fields fields) {
            return fields(fields, dot, false);
        }
        if (operand instanceof Operand.Variable variable) {
            return values.get(indexOf(variable.name()));
        }
        if (operand instanceof Operand.Function function) {
            return call(function, List.of(function), dot, NONE);
        }
        return pipeline((Operand.Pipeline) operand, dot);
    }

    private Object fields(Operand.Fields fields, Object dot, boolean hasArguments) {
        Object value = argument(fields.of(), dot);
        List<String> path = fields.names();
        for (int i = 0; i < path.size(); i++) {
            value = field(value, path.get(i), hasArguments && i == path.size() - 1, fields);
        }
        return value;
    }

    private static Object field(Object of, String name, boolean hasArguments, Operand at) {
        if (of == NoValue.INSTANCE) {
            return of;
        }
        if (!(of instanceof Map<?, ?> map)) {
            throw new RenderFailure(
                    "there is no field " + name + ": what stands before it is "
                            + (of == null ? "null" : Values.plainType(of) + ", not a map"),
                    at.position());
        }
        if (hasArguments) {
            throw new RenderFailure("the field " + name + " is not a function and takes no arguments", at.position());
        }
        Object value = map.get(name);
        return value == null && !map.containsKey(name) ? NoValue.INSTANCE : Values.normal(value);
    }

    private Object call(Operand.Function function, List<Operand> words, Object dot, Object piped) {
        String name = function.name();
        int count = words.size() - 1 + (piped == NONE ? 0 : 1);
        try {
            functions.checkCount(name, count);
            if (name.equals("and") || name.equals("or")) {
                return logic(name.equals("or"), words, dot, piped);
            }
            List<Object> arguments = new ArrayList<>(count);
            for (Operand word : words.subList(1, words.size())) {
                arguments.add(argument(word, dot));
            }
            if (piped != NONE) {
                arguments.add(piped);
            }
            return functions.call(name, arguments);
        } catch (RenderFailure e) {
            throw e.at(function.position());
        }
    }

    private Object logic(boolean stopsAt, List<Operand> words, Object dot, Object piped) {
        Object value = piped;
        for (Operand word : words.subList(1, words.size())) {
            value = argument(word, dot);
            if (Values.isTrue(value) == stopsAt) {
                return value;
            }
        }
        return piped == NONE ? value : piped;
    }
}
