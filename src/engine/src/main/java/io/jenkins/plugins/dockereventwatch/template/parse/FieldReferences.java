package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.TemplateException;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the fields of its data that a template refers to, as far as they can be determined without rendering it. */
public final class FieldReferences {

    /** Calls of templates beyond this number are not followed. */
    private static final int MAX_CALLS = 100;

    /** The variable whose value is the data of the template. */
    private static final String ROOT = "$";

    private final Map<String, List<Node>> templates;
    private final List<FieldReference> found = new ArrayList<>();
    private final Set<List<Object>> called = new HashSet<>();

    private FieldReferences(Map<String, List<Node>> templates) {
        this.templates = templates;
    }

    /**
     * A reference to a field of the data.
     *
     * @param position the index in the source
     * @param names the path from the data to the field
     */
    public record FieldReference(int position, List<String> names) {

        /** Returns a message about this reference with line and column. */
        public TemplateException problem(String template, String source, String message) {
            return new RenderFailure(message, position).in(template, source);
        }
    }

    /** The path of a value in the data; a value without one is not known. */
    private record Scope(Optional<List<String>> dot, Map<String, Optional<List<String>>> variables) {

        Scope with(Optional<List<String>> other) {
            return new Scope(other, new HashMap<>(variables));
        }
    }

    /**
     * Returns the references in the order of the source.
     *
     * @throws TemplateException if the template is malformed
     */
    public static List<FieldReference> of(String name, String source) throws TemplateException {
        try {
            FieldReferences references = new FieldReferences(Parser.parse(name, source));
            references.call(name, Optional.of(List.of()));
            return references.found.stream().distinct().toList();
        } catch (RenderFailure e) {
            throw e.in(name, source);
        }
    }

    private void call(String name, Optional<List<String>> data) {
        // A template may call itself with ever more paths.
        if (called.size() < MAX_CALLS && called.add(List.of(name, data))) {
            walk(templates.get(name), new Scope(data, new HashMap<>(Map.of(ROOT, data))));
        }
    }

    private void walk(List<Node> nodes, Scope scope) {
        for (Node node : nodes) {
            if (node instanceof Node.Action action) {
                value(action.pipeline(), scope);
            } else if (node instanceof Node.Block block) {
                Scope inside = scope.with(scope.dot);
                Optional<List<String>> value = value(block.pipeline(), inside);
                switch (block.keyword()) {
                    case "with" -> walk(block.body(), inside.with(value));
                    case "range" -> {
                        block.pipeline().variables().forEach(name -> inside.variables.put(name, Optional.empty()));
                        walk(block.body(), inside.with(Optional.empty()));
                    }
                    default -> walk(block.body(), inside.with(scope.dot));
                }
                walk(block.otherwise(), inside);
            } else if (node instanceof Node.Call called) {
                call(called.name(), called.pipeline() == null ? Optional.empty() : value(called.pipeline(), scope));
            }
        }
    }

    private Optional<List<String>> value(Operand operand, Scope scope) {
        if (operand instanceof Operand.Dot) {
            return scope.dot;
        }
        if (operand instanceof Operand.Variable variable) {
            return scope.variables.getOrDefault(variable.name(), Optional.empty());
        }
        if (operand instanceof Operand.Fields fields) {
            Optional<List<String>> path = path(fields, scope);
            path.ifPresent(names -> found.add(new FieldReference(fields.position(), names)));
            return path;
        }
        return operand instanceof Operand.Pipeline pipeline ? ofPipeline(pipeline, scope) : Optional.empty();
    }

    /** {@code index .a "b"} has the value of {@code .a.b}. */
    private Optional<List<String>> indexed(List<Operand.Command> commands, Scope scope) {
        List<Operand> words = commands.get(0).words();
        boolean isIndex = commands.size() == 1
                && words.size() > 2
                && words.get(0) instanceof Operand.Function function
                && function.name().equals("index");
        if (!isIndex || value(words.get(1), scope).isEmpty()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(value(words.get(1), scope).get());
        for (Operand word : words.subList(2, words.size())) {
            if (!(word instanceof Operand.Literal literal) || !(literal.value() instanceof String name)) {
                return Optional.empty();
            }
            names.add(name);
        }
        found.add(new FieldReference(words.get(1).position(), names));
        return Optional.of(names);
    }

    private Optional<List<String>> path(Operand.Fields fields, Scope scope) {
        Optional<List<String>> of =
                fields.of() instanceof Operand.Fields inner ? path(inner, scope) : value(fields.of(), scope);
        return of.map(
                path -> Stream.concat(path.stream(), fields.names().stream()).toList());
    }

    private Optional<List<String>> ofPipeline(Operand.Pipeline pipeline, Scope scope) {
        Optional<List<String>> last = Optional.empty();
        int words = 0;
        for (Operand.Command command : pipeline.commands()) {
            for (Operand word : command.words()) {
                last = value(word, scope);
                words++;
            }
        }
        // A function or a method has another value than its arguments.
        Optional<List<String>> result = words == 1 ? last : indexed(pipeline.commands(), scope);
        pipeline.variables().forEach(variable -> scope.variables.put(variable, result));
        return result;
    }
}
