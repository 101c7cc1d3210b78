package io.jenkins.plugins.dockereventwatch.template.parse;

/** The types of tokens inside and between actions. */
enum TokenType {
    TEXT,
    LEFT_DELIMITER,
    RIGHT_DELIMITER,
    SPACE,
    FIELD,
    VARIABLE,
    IDENTIFIER,
    KEYWORD,
    BOOLEAN,
    NUMBER,
    CHARACTER,
    STRING,
    RAW_STRING,
    DOT,
    NIL,
    PIPE,
    LEFT_PARENTHESIS,
    RIGHT_PARENTHESIS,
    ASSIGN,
    DECLARE,
    OTHER,
    ERROR,
    END
}
