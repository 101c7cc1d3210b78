package io.jenkins.plugins.dockereventwatch.step.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of shell steps, which a hostile container writes. */
class ControlFilesTest {

    private static final String SECRET = "secret of the agent";

    @TempDir
    private Path agent;

    private ControlFolder control;
    private Path folder;
    private ControlFiles files;

    @BeforeEach
    void start() throws IOException {
        control = new ControlFolder(agent + "/job@tmp", "limited", agent + "/job");
        control.create();
        folder = Files.createDirectories(Path.of(control.steps(), agent + "/job/sub@tmp/durable-12ab"));
        Files.writeString(agent.resolve("secret"), SECRET);
        files = ControlFiles.copying(control);
    }

    @AfterEach
    void stop() throws InterruptedException {
        files.close();
    }

    @Test
    void copiesOutputAndExitCode() throws Exception {
        Files.writeString(written("jenkins-log.txt"), "first\n");
        await().untilAsserted(() -> assertThat(log()).hasContent("first"));
        files.close();
        Files.writeString(written("jenkins-log.txt"), "second\n", StandardOpenOption.APPEND);
        Files.writeString(written("output.txt"), "returned");
        files = ControlFiles.copying(control);
        await().untilAsserted(() -> assertThat(folder.resolve("output.txt")).hasContent("returned"));

        Files.writeString(written("jenkins-result.txt"), "3\n");

        await().untilAsserted(() -> assertThat(result()).hasContent("3"));
        assertThat(log()).hasContent("first\nsecond");
        assertThat(written("jenkins-log.txt")).doesNotExist();
    }

    @Test
    void copiesTheLastOutputWhenClosed() throws Exception {
        Files.writeString(written("jenkins-log.txt"), "last words");

        files.close();

        assertThat(log()).hasContent("last words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jenkins-log.txt", "output.txt", "jenkins-result.txt"})
    void followsNoSymbolicLink(String name) throws Exception {
        Files.createSymbolicLink(written(name), agent.resolve("secret"));

        assertRefused();
    }

    @Test
    void followsNoLinkThatReplacesTheLog() throws Exception {
        Files.writeString(written("jenkins-log.txt"), "first\n");
        await().untilAsserted(() -> assertThat(log()).hasContent("first"));
        Path link = Files.createSymbolicLink(agent.resolve("link"), agent.resolve("secret"));

        Files.move(link, written("jenkins-log.txt"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        assertRefused();
        assertThat(log()).content().startsWith("first\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jenkins-log.txt", "jenkins-result.txt"})
    void doesNotWaitForNamedPipes(String name) throws Exception {
        Path pipe = agent.resolve("pipe");
        assertThat(new ProcessBuilder(List.of("mkfifo", pipe.toString()))
                        .start()
                        .waitFor())
                .isZero();
        Files.move(pipe, written(name));

        assertRefused();
    }

    @Test
    void refusesFolderInPlaceOfTheLog() throws Exception {
        Files.createDirectory(written("jenkins-log.txt"));

        assertRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zero", "1234567890", "1 2", "0x10"})
    void refusesInvalidExitCodes(String code) throws Exception {
        Files.writeString(written("jenkins-result.txt"), code);

        await().untilAsserted(() -> assertThat(result()).hasContent("-1"));
    }

    /** Otherwise Jenkins would wait without end for the output of a step with {@code returnStdout}. */
    @Test
    void outputIsEmptyIfTheContainerRemovedIt() throws Exception {
        Files.writeString(written("jenkins-result.txt"), "0");

        await().untilAsserted(() -> assertThat(result()).hasContent("0"));
        assertThat(folder.resolve("output.txt")).isEmptyFile();
    }

    @Test
    void ignoresOtherFilesOfTheContainer() throws Exception {
        Files.writeString(written("script.sh"), "echo changed");
        Files.writeString(Path.of(control.written(), "durable-ffff-jenkins-log.txt"), "of no step");
        Files.writeString(written("jenkins-result.txt"), "0");

        await().untilAsserted(() -> assertThat(result()).hasContent("0"));
        assertThat(folder).isDirectoryNotContaining("glob:**/script.sh");
        assertThat(agent.resolve("job@tmp")).isDirectoryNotContaining("glob:**/durable-ffff*");
    }

    @ParameterizedTest
    @CsvSource({"/agent/job/sub, durable-1", "/agent/a $b, durable-ff"})
    void redirectsOnlyWhatStepsWrite(String workspace, String step) {
        ControlFolder here = new ControlFolder(workspace + "@tmp", "limited", workspace);
        String steps = (here.substituteOf(workspace) + "@tmp/" + step).replace("$", "$$");

        assertThat(here.redirected(List.of(
                        "sh",
                        "cp '" + steps + "/script.sh' '" + steps + "/script.sh.copy'; [ -d '" + steps + "' ]; sh > '"
                                + steps + "/jenkins-log.txt'; mv '" + steps + "/jenkins-result.txt.tmp' '" + steps
                                + "/jenkins-result.txt'")))
                .contains(List.of(
                        "sh",
                        ("cp '" + steps + "/script.sh' 'W-script.sh.copy'; [ -d '" + steps + "' ]; sh > "
                                        + "'W-jenkins-log.txt'; mv 'W-jenkins-result.txt.tmp' 'W-jenkins-result.txt'")
                                .replace("W", here.written().replace("$", "$$") + "/" + step)));
        assertThat(here.redirected(List.of("sh", "echo > '" + workspace + "@tmp/durable-1/jenkins-log.txt'")))
                .isEmpty();
    }

    private void assertRefused() {
        await().untilAsserted(() -> assertThat(result()).hasContent("-1"));
        assertThat(log()).content().contains("cannot be read", "durable-12ab").doesNotContain(SECRET);
        assertThat(folder.resolve("output.txt")).isEmptyFile();
    }

    private Path written(String name) {
        return Path.of(control.written(), "durable-12ab-" + name);
    }

    private Path log() {
        return folder.resolve("jenkins-log.txt");
    }

    private Path result() {
        return folder.resolve("jenkins-result.txt");
    }
}
