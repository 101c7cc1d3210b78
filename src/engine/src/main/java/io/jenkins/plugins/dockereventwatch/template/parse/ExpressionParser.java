package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.function.Functions;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.List;

/** Parses pipelines, and tracks the variables of one template. */
final class ExpressionParser {

    private final TokenReader tokens;
    private final List<String> variables = new ArrayList<>(List.of("$"));

    ExpressionParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    int mark() {
        return variables.size();
    }

    void release(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    /** Parses a pipeline including its end token. */
    Operand.Pipeline pipeline(String context, TokenType end) {
        return pipeline(context, end, 1);
    }

    /** Parses the pipeline of {@code range}, which can set two variables. */
    Operand.Pipeline rangePipeline() {
        return pipeline("{{range}}", TokenType.RIGHT_DELIMITER, 2);
    }

    private Operand.Pipeline pipeline(String context, TokenType end, int mostVariables) {
        int position = tokens.peekNonSpace().position();
        List<String> set = new ArrayList<>();
        boolean assigns = setVariables(context, mostVariables, set);
        List<Operand.Command> commands = new ArrayList<>();
        while (!tokens.peekNonSpace().is(end)) {
            commands.add(command(context, !commands.isEmpty()));
        }
        Token close = tokens.nextNonSpace();
        if (commands.isEmpty()) {
            throw new RenderFailure("a value is missing in " + context, close.position());
        }
        // A variable is not defined within its own declaration.
        variables.addAll(assigns ? List.of() : set);
        return new Operand.Pipeline(position, assigns, List.copyOf(set), List.copyOf(commands));
    }

    /** Parses {@code $x :=}, {@code $x =} or {@code $i, $x :=}. Returns whether it is an assignment. */
    private boolean setVariables(String context, int most, List<String> set) {
        while (tokens.peekNonSpace().is(TokenType.VARIABLE)) {
            int mark = tokens.mark();
            Token variable = tokens.next();
            Token next = tokens.peekNonSpace();
            if (next.is(TokenType.ASSIGN) || next.is(TokenType.DECLARE)) {
                tokens.nextNonSpace();
                set.add(variable.text());
                return set(variable, next.is(TokenType.ASSIGN), set);
            }
            if (!next.is(TokenType.OTHER) || !next.text().equals(",")) {
                tokens.reset(mark);
                return false;
            }
            tokens.nextNonSpace();
            set.add(variable.text());
            if (set.size() >= most) {
                throw new RenderFailure("too many variables in " + context, variable.position());
            }
            if (!tokens.peekNonSpace().is(TokenType.VARIABLE)) {
                throw new RenderFailure(
                        "a variable must follow the comma", tokens.peek().position());
            }
        }
        return false;
    }

    private boolean set(Token variable, boolean assigns, List<String> set) {
        if (!assigns) {
            return false;
        }
        for (String name : set) {
            checkDefined(name, variable.position());
        }
        return true;
    }

    private void checkDefined(String name, int position) {
        if (!variables.contains(name)) {
            throw new RenderFailure(
                    "the variable " + name + " is not defined here" + Suggestion.ending(name, variables)
                            + "; define it first with {{" + name + " := ...}}",
                    position);
        }
    }

    private Operand.Command command(String context, boolean follows) {
        int position = tokens.peekNonSpace().position();
        List<Operand> words = new ArrayList<>();
        while (true) {
            Token first = tokens.peekNonSpace();
            Operand word = operand();
            if (word != null) {
                words.add(word);
            }
            Token next = tokens.peek();
            if (next.is(TokenType.SPACE) && word != null) {
                continue;
            }
            if (next.is(TokenType.PIPE)) {
                tokens.next();
            } else if (!next.is(TokenType.RIGHT_DELIMITER) && !next.is(TokenType.RIGHT_PARENTHESIS)) {
                throw new RenderFailure("unexpected " + next.described() + " in " + context, next.position());
            }
            break;
        }
        if (words.isEmpty()) {
            throw new RenderFailure("a value is missing in " + context, position);
        }
        if (follows && !canTakeValue(words.get(0))) {
            throw new RenderFailure("a function must follow |, as in {{.name | html}}", position);
        }
        return new Operand.Command(position, List.copyOf(words));
    }

    private static boolean canTakeValue(Operand first) {
        return !(first instanceof Operand.Literal || first instanceof Operand.Dot || first instanceof Operand.Nil);
    }

    private Operand operand() {
        Operand term = term();
        if (term == null || !tokens.peek().is(TokenType.FIELD)) {
            return term;
        }
        int position = tokens.peek().position();
        if (!canTakeValue(term)) {
            throw new RenderFailure("a field cannot follow this; put a space before the dot", position);
        }
        List<String> names = new ArrayList<>();
        while (tokens.peek().is(TokenType.FIELD)) {
            names.add(tokens.next().text().substring(1));
        }
        return new Operand.Fields(term.position(), term, List.copyOf(names));
    }

    private Operand term() {
        Token token = tokens.peekNonSpace();
        int position = token.position();
        Operand term = switch (token.type()) {
            case IDENTIFIER -> function(token);
            case DOT -> new Operand.Dot(position);
            case NIL -> new Operand.Nil(position);
            case VARIABLE -> variable(token);
            case FIELD ->
                new Operand.Fields(
                        position,
                        new Operand.Dot(position),
                        List.of(token.text().substring(1)));
            case BOOLEAN -> new Operand.Literal(position, token.text().equals("true"));
            case NUMBER -> new Operand.Literal(position, Literals.number(token));
            case CHARACTER -> new Operand.Literal(position, (long) Literals.character(token));
            case STRING, RAW_STRING -> new Operand.Literal(position, Literals.string(token));
            case LEFT_PARENTHESIS -> parenthesised(token);
            default -> null;
        };
        if (term != null && !token.is(TokenType.LEFT_PARENTHESIS)) {
            tokens.next();
        }
        return term;
    }

    private Operand parenthesised(Token token) {
        tokens.next();
        tokens.enter(token);
        Operand inside = pipeline("these parentheses", TokenType.RIGHT_PARENTHESIS);
        tokens.leave();
        return inside;
    }

    private Operand variable(Token token) {
        checkDefined(token.text(), token.position());
        return new Operand.Variable(token.position(), token.text());
    }

    private static Operand function(Token token) {
        if (!Functions.NAMES.contains(token.text())) {
            throw new RenderFailure(
                    "function " + Quoting.quote(token.text()) + " does not exist"
                            + Suggestion.ending(token.text(), Functions.NAMES),
                    token.position());
        }
        return new Operand.Function(token.position(), token.text());
    }
}
