package io.jenkins.plugins.dockereventwatch.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void areWhatABrowserSends() {
        assertThat(Lines.of(" a \r\n\r\nb\n")).containsExactly("a", "b");
        assertThat(Lines.of(null)).isEmpty();
        assertThat(Lines.of(Lines.text(List.of("a", "b c")))).containsExactly("a", "b c");
    }

    @Test
    void entriesAreCheckedAsTheyAreKept() {
        assertThat(Lines.checked(
                        List.of(" a", "", "b"), entry -> assertThat(entry).isEqualTo(entry.strip())))
                .containsExactly("a", "b");
        assertThat(Lines.checked(null, entry -> {})).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lines.checked(List.of("a"), entry -> {
                    throw new IllegalArgumentException("no");
                }));
    }
}
