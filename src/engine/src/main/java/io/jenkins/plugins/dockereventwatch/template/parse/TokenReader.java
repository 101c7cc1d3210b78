package io.jenkins.plugins.dockereventwatch.template.parse;

import io.jenkins.plugins.dockereventwatch.template.value.Limits;
import io.jenkins.plugins.dockereventwatch.template.value.RenderFailure;
import java.util.List;

/** The parsers' position in the tokens, and the current nesting depth. */
final class TokenReader {

    private final List<Token> tokens;
    private int next;
    private int depth;

    TokenReader(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Returns the next token without consuming it.
     *
     * @throws RenderFailure if it is an error of the lexer
     */
    Token peek() {
        Token token = tokens.get(next);
        if (token.is(TokenType.ERROR)) {
            throw new RenderFailure(token.text(), token.position());
        }
        return token;
    }

    Token next() {
        Token token = peek();
        if (next < tokens.size() - 1) {
            next++;
        }
        return token;
    }

    Token peekNonSpace() {
        while (peek().is(TokenType.SPACE)) {
            next++;
        }
        return peek();
    }

    Token nextNonSpace() {
        peekNonSpace();
        return next();
    }

    int mark() {
        return next;
    }

    void reset(int mark) {
        next = mark;
    }

    void expectEnd(String keyword) {
        Token token = nextNonSpace();
        if (!token.is(TokenType.RIGHT_DELIMITER)) {
            throw new RenderFailure(
                    "unexpected " + token.described() + " in {{" + keyword + "}}; }} must follow", token.position());
        }
    }

    void enter(Token token) {
        if (++depth > Limits.NESTING) {
            throw new RenderFailure("nested deeper than " + Limits.NESTING + " levels", token.position());
        }
    }

    void leave() {
        depth--;
    }
}
