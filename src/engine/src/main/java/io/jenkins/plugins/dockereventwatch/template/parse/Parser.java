package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.format.Quoting;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import io.jenkins.plugins.dockereventwatch.text.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses the blocks of a template. */
public final class Parser {

    private static final Set<String> CLOSERS = Set.of("end", "else");

    private final TokenReader tokens;
    private final Map<String, List<Node>> templates = new HashMap<>();
    private final List<Node.Call> calls = new ArrayList<>();
    private ExpressionParser expressions;
    private int rangeDepth;

    private Parser(String source) {
        tokens = new TokenReader(Lexer.tokens(source));
        expressions = new ExpressionParser(tokens);
    }

    /** Returns the templates of a source by name; the main template has the given name. */
    public static Map<String, List<Node>> parse(String name, String source) {
        Parser parser = new Parser(source);
        parser.add(name, parser.top(), 0);
        for (Node.Call call : parser.calls) {
            if (!parser.templates.containsKey(call.name())) {
                throw new RenderFailure(
                        "there is no template " + Quoting.quote(call.name())
                                + Suggestion.ending(call.name(), parser.templates.keySet())
                                + "; define it in this file with {{define}}",
                        call.position());
            }
        }
        return parser.templates;
    }

    private List<Node> top() {
        List<Node> nodes = new ArrayList<>();
        while (!tokens.peek().is(TokenType.END)) {
            Token first = tokens.next();
            if (first.is(TokenType.LEFT_DELIMITER) && tokens.peekNonSpace().isKeyword("define")) {
                define(tokens.nextNonSpace());
            } else {
                nodes.add(node(first));
            }
        }
        return nodes;
    }

    private void define(Token keyword) {
        String name = templateName("define");
        tokens.expectEnd("define");
        add(name, separateBody(keyword), keyword.position());
    }

    private List<Node> separateBody(Token keyword) {
        ExpressionParser outer = expressions;
        int outerDepth = rangeDepth;
        expressions = new ExpressionParser(tokens);
        rangeDepth = 0;
        tokens.enter(keyword);
        List<Node> body = body(keyword);
        closing(keyword);
        tokens.leave();
        expressions = outer;
        rangeDepth = outerDepth;
        return body;
    }

    private void add(String name, List<Node> body, int position) {
        List<Node> before = templates.get(name);
        if (before == null || isEmpty(before)) {
            templates.put(name, body);
        } else if (!isEmpty(body)) {
            throw new RenderFailure("there are two templates " + Quoting.quote(name), position);
        }
    }

    private static boolean isEmpty(List<Node> nodes) {
        return nodes.stream()
                .allMatch(n -> n instanceof Node.Text text && text.text().isBlank());
    }

    /** Parses nodes up to {@code end} or {@code else}. The keyword is not consumed, but its delimiter is. */
    private List<Node> body(Token opener) {
        List<Node> nodes = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            if (token.is(TokenType.END)) {
                throw new RenderFailure(
                        "this " + opener.described() + " is not closed; add {{end}}", opener.position());
            }
            Token inside = token.is(TokenType.LEFT_DELIMITER) ? tokens.peekNonSpace() : token;
            if (inside.is(TokenType.KEYWORD) && CLOSERS.contains(inside.text())) {
                return nodes;
            }
            nodes.add(node(token));
        }
    }

    private void closing(Token opener) {
        Token end = tokens.nextNonSpace();
        if (!end.isKeyword("end")) {
            throw new RenderFailure("expected {{end}} for the " + opener.described() + " before", end.position());
        }
        tokens.expectEnd("end");
    }

    private Node node(Token token) {
        if (token.is(TokenType.TEXT)) {
            return new Node.Text(token.position(), token.text());
        }
        Token first = tokens.peekNonSpace();
        if (!first.is(TokenType.KEYWORD)) {
            return new Node.Action(first.position(), expressions.pipeline("this action", TokenType.RIGHT_DELIMITER));
        }
        tokens.nextNonSpace();
        return switch (first.text()) {
            case "if", "with", "range" -> control(first);
            case "template" -> template(first);
            case "block" -> block(first);
            case "break", "continue" -> loopExit(first);
            case "define" ->
                throw new RenderFailure("{{define}} is allowed only outside of other blocks", first.position());
            default ->
                throw new RenderFailure(
                        first.described() + " without {{if}}, {{with}}, {{range}}, {{block}} or {{define}}",
                        first.position());
        };
    }

    private Node control(Token keyword) {
        tokens.enter(keyword);
        boolean loops = keyword.text().equals("range");
        int mark = expressions.mark();
        Operand.Pipeline pipeline = loops
                ? expressions.rangePipeline()
                : expressions.pipeline(keyword.described(), TokenType.RIGHT_DELIMITER);
        rangeDepth += loops ? 1 : 0;
        List<Node> body = body(keyword);
        rangeDepth -= loops ? 1 : 0;
        List<Node> otherwise = otherwise(keyword);
        expressions.release(mark);
        tokens.leave();
        return new Node.Block(keyword.position(), keyword.text(), pipeline, body, otherwise);
    }

    private List<Node> otherwise(Token keyword) {
        if (!tokens.peekNonSpace().isKeyword("else")) {
            closing(keyword);
            return List.of();
        }
        tokens.nextNonSpace();
        Token next = tokens.peekNonSpace();
        if (next.isKeyword(keyword.text()) && !keyword.text().equals("range")) {
            tokens.nextNonSpace();
            return List.of(control(next));
        }
        tokens.expectEnd("else");
        List<Node> nodes = body(keyword);
        closing(keyword);
        return nodes;
    }

    private Node template(Token keyword) {
        String name = templateName("template");
        Operand.Pipeline pipeline = null;
        if (tokens.peekNonSpace().is(TokenType.RIGHT_DELIMITER)) {
            tokens.nextNonSpace();
        } else {
            pipeline = expressions.pipeline("{{template}}", TokenType.RIGHT_DELIMITER);
        }
        return call(keyword, name, pipeline);
    }

    private Node block(Token keyword) {
        String name = templateName("block");
        Operand.Pipeline pipeline = expressions.pipeline("{{block}}", TokenType.RIGHT_DELIMITER);
        add(name, separateBody(keyword), keyword.position());
        return call(keyword, name, pipeline);
    }

    private Node call(Token keyword, String name, Operand.Pipeline pipeline) {
        Node.Call call = new Node.Call(keyword.position(), name, pipeline);
        calls.add(call);
        return call;
    }

    private Node loopExit(Token keyword) {
        tokens.expectEnd(keyword.text());
        if (rangeDepth == 0) {
            throw new RenderFailure(keyword.described() + " is allowed only inside {{range}}", keyword.position());
        }
        return keyword.text().equals("break")
                ? new Node.Break(keyword.position())
                : new Node.Continue(keyword.position());
    }

    private String templateName(String keyword) {
        Token token = tokens.nextNonSpace();
        if (!token.is(TokenType.STRING) && !token.is(TokenType.RAW_STRING)) {
            throw new RenderFailure(
                    "{{" + keyword + "}} needs the template's name in quotes, not " + token.described(),
                    token.position());
        }
        return Literals.string(token);
    }
}
