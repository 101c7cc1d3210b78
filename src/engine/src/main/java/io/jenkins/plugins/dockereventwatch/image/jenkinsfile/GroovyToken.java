package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

/**
 * A token of Groovy source.
 *
 * @param kind the kind of the token
 * @param text the identifier or symbol, or the content of a string
 * @param line the line from 1
 * @param column the column from 1
 */
record GroovyToken(Kind kind, String text, int line, int column) {

    enum Kind {
        WORD,
        STRING,
        /** A string with variables. */
        TEMPLATE,
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isString() {
        return kind == Kind.STRING || kind == Kind.TEMPLATE;
    }
}
