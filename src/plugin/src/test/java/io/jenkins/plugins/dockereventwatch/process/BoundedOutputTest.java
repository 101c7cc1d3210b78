package io.jenkins.plugins.dockereventwatch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedOutputTest {

    @Test
    void discardsOutputAboveLimit() throws IOException {
        BoundedOutput output = new BoundedOutput(5);

        output.write("abc".getBytes(StandardCharsets.UTF_8));
        output.write('d');
        output.write("efghi".getBytes(StandardCharsets.UTF_8));
        output.write('j');
        output.write(new byte[1 << 20]);

        assertThat(output.text()).isEqualTo("abcde");
    }
}
