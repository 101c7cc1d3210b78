package io.jenkins.plugins.dockereventwatch.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormTextTest {

    @Test
    void readsLinesOfABrowser() {
        assertThat(FormText.lines(" a \r\n\r\nb\n")).containsExactly("a", "b");
        assertThat(FormText.lines(null)).isEmpty();
        assertThat(FormText.lines(FormText.joined(List.of("a", "b c")))).containsExactly("a", "b c");
    }

    @Test
    void checksStrippedEntries() {
        assertThat(FormText.entries(
                        List.of(" a", "", "b"), entry -> assertThat(entry).isEqualTo(entry.strip())))
                .containsExactly("a", "b");
        assertThat(FormText.entries(null, entry -> {})).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FormText.entries(List.of("a"), entry -> {
                    throw new IllegalArgumentException("no");
                }));
    }
}
