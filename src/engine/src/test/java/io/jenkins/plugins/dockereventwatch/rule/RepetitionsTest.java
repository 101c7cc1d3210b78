package io.jenkins.plugins.dockereventwatch.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((a{100}){100}){100}){100}",
                "(?:a{32}){32}",
                "((a{2}b{500})c){3}",
                "(a{40}(b)){40}",
                "(a{10,}){101}",
                "(a{0,1000}){2}",
                "([{]{40}){40}",
                "(\\x{61}{40}){40}",
                "(\\Q}\\E{40}){40}",
                "([[:alpha:]\\]]{40}){40}",
                "((a{40})*|b){40}",
                "((\\p{Greek}{40}){40}",
                "([^]a]{40}){40}",
                "([]{]{40}){40}",
                "([\\]{]{40}){40}",
                "([[:alpha:]{]{40}){40}",
                "(\\Qa{9}\\Eb{40}){40}",
                "(a{0}{40}){40}",
                "(a{1,1000}){2}",
            })
    void rejectsExcessiveRepetition(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Condition.checkPattern(pattern))
                .withMessageContaining("a part repeats more than 1000 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^(die|oom)$",
                "a{1000}",
                "(a{31}){32}",
                "a{1000}b{1000}",
                "(a{1000})|(b{2})",
                "(a{500}b){2}c{1000}",
                "[(]{1000}x{1000}",
                "[^]{2}]{1000}",
                "(\\Q{1000}\\E){1000}",
                "(\\{1000}){1000}",
                "({1000,x}){1000}",
                "(a{0}){1000}",
                "\\p{Greek}{1000}",
                "(\\p{Greek}){1000}",
                "(\\x{41}){1000}",
                "([a{2}]){1000}",
                "([]{2}]){1000}",
                "([\\]{2}]){1000}",
                "([[:alpha:]{2}]){1000}",
                "(a{2}){500}",
                "(a{2,}){500}",
            })
    void acceptsLimitedRepetition(String pattern) {
        assertThat(Repetitions.exceedLimit(pattern)).isFalse();
        assertThatCode(() -> Condition.checkPattern(pattern)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", ")", "a)b{2000}", "[", "[^", "\\", "\\x{", "\\Q", "a{", "[[:", "a{99999999999999999999}"})
    void terminatesOnInvalidPatterns(String text) {
        assertThat(Repetitions.exceedLimit(text)).isIn(true, false);
    }
}
