package io.jenkins.plugins.dockereventwatch.run.limit;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects the reasons for which a request is refused. */
final class Refusals {

    private final List<Refusal> all = new ArrayList<>();

    void add(RunOption option, String message, Authority authority) {
        add(option.key(), message, authority);
    }

    void add(String option, String message, Authority authority) {
        all.add(new Refusal(option, message, authority));
    }

    /** Adds a refusal of a malformed value. */
    void addInvalid(RunOption option, String noun, String text, String expected) {
        add(option, Refusal.invalid(noun, text, expected), Authority.USER);
    }

    /** Parses a value. If it is malformed, adds a refusal and returns empty. */
    <T> Optional<T> parse(RunOption option, String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            add(option, e.getMessage(), Authority.USER);
            return Optional.empty();
        }
    }

    void throwIfAny() throws RefusedException {
        if (!all.isEmpty()) {
            throw new RefusedException(all);
        }
    }
}
