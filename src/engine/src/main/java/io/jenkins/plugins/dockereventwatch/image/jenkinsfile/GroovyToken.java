package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

/**
 * A token of Groovy source.
 *
 * @param text the identifier or symbol, or the content of a string
 */
record GroovyToken(Kind kind, String text, int line, int column) {

    enum Kind {
        WORD,
        STRING,
        /** A string with variables. */
        TEMPLATE,
        SYMBOL
    }

    static final GroovyToken END = new GroovyToken(Kind.SYMBOL, "\0", 0, 0);

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
