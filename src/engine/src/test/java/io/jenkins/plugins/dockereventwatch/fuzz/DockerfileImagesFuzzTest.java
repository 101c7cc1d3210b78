package io.jenkins.plugins.dockereventwatch.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.dockerfile.DockerfileImages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;

/** Dockerfiles in forms that the fuzzer chooses, whose images are known: BuildKit pulls each, so each must be found. */
@Timeout(10)
class DockerfileImagesFuzzTest {

    /** What stands between the words of an instruction. */
    private static final List<String> BLANKS =
            List.of(" ", "\t", "  ", " \\\n", "\\\n ", " \\\n# a comment\n", " \\ \n", "\t\\\r\n");

    private static final List<String> FROM = List.of("FROM", "from", "From");

    private static final List<String> OTHERS = List.of(
            "RUN true\n",
            "# FROM hidden/comment\n",
            "RUN <<EOF\nFROM hidden/heredoc\nEOF\n",
            "COPY <<'A' <<B /x\nFROM hidden/first\nA\nFROM hidden/second\nB\n",
            "LABEL a=\"FROM hidden/quoted\"\n",
            "\n",
            "ARG X=1\n",
            "ENV A=b\n");

    @FuzzTest
    void findsEveryImage(FuzzedDataProvider choices) {
        StringBuilder arguments = new StringBuilder();
        StringBuilder text = new StringBuilder();
        List<String> images = new ArrayList<>();
        for (int i = 0; i < 10 && choices.remainingBytes() > 0; i++) {
            String image = "registry.example.org/image" + i + ":1";
            String blank = choices.pickValue(BLANKS);
            switch (choices.consumeInt(0, 5)) {
                case 0 -> text.append(choices.pickValue(FROM)).append(blank).append(image);
                case 1 ->
                    text.append("FROM")
                            .append(blank)
                            .append("--platform=linux/amd64")
                            .append(choices.pickValue(BLANKS))
                            .append(image)
                            .append(blank)
                            .append("AS")
                            .append(choices.pickValue(BLANKS))
                            .append("stage")
                            .append(i);
                case 2 ->
                    text.append("FROM scratch\nCOPY")
                            .append(blank)
                            .append("--from=")
                            .append(image)
                            .append(choices.pickValue(BLANKS))
                            .append("/a /b");
                case 3 ->
                    text.append("FROM scratch\nRUN")
                            .append(blank)
                            .append("--mount=type=bind,from=")
                            .append(image)
                            .append(",target=/x true");
                case 4 -> {
                    arguments
                            .append("ARG I")
                            .append(i)
                            .append('=')
                            .append(image)
                            .append("\n");
                    text.append("FROM").append(blank).append("${I").append(i).append('}');
                }
                default ->
                    text.append("FROM scratch\nONBUILD")
                            .append(blank)
                            .append("COPY --from=")
                            .append(image)
                            .append(" /a /b");
            }
            images.add(image);
            text.append(choices.pickValue(List.of("\n", "\r\n", " \n"))).append(choices.pickValue(OTHERS));
        }

        assertThat(DockerfileImages.read("Dockerfile", arguments.append(text).toString(), Map.of()))
                .as(arguments.toString())
                .extracting(NamedImage::text)
                .containsAll(images)
                .noneMatch(image -> image.startsWith("hidden/"));
    }
}
