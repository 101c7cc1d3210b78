package io.jenkins.plugins.dockereventwatch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.dockereventwatch.alert.Alert;
import io.jenkins.plugins.dockereventwatch.alert.Alerts;
import io.jenkins.plugins.dockereventwatch.message.MailMessage;
import io.jenkins.plugins.dockereventwatch.notify.email.LocalMailServer;
import io.jenkins.plugins.dockereventwatch.notify.email.ReceivedMail;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A state on a disk that is full for a while: a small file system of our own, which needs root. */
class FullDiskTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    private final LocalMailServer server = new LocalMailServer();

    @TempDir
    private Path disk;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
        assumeTrue(mounted || Boolean.parseBoolean(System.getenv("CI")), "a file system can be mounted (as root)");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "--lazy", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    @Test
    void sendsEachAlertOnceDespiteFullDisk() throws Exception {
        List<Alert> alerts = new ArrayList<>();
        for (String name : List.of("before", "first", "second", "after")) {
            alerts.add(Alerts.died(name));
        }
        try (Store store = open();
                Delivery delivery = delivery(store)) {
            delivery.submit(alerts.get(0));
            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();

            Path ballast = fill();
            delivery.submit(alerts.get(1));
            delivery.submit(alerts.get(2));
            await().atMost(PATIENCE).until(() -> subjects().size() == 3);
            assertThat(delivery.stateError().orElseThrow()).contains("is full; free up space");

            Files.delete(ballast);
            await().atMost(PATIENCE).until(() -> delivery.stateError().isEmpty());
            delivery.submit(alerts.get(3));
            assertThat(delivery.awaitIdle(PATIENCE)).isTrue();
        }
        try (Store store = open();
                Delivery again = delivery(store)) {
            alerts.forEach(again::submit);
            assertThat(again.awaitIdle(PATIENCE)).isTrue();
        }
        assertThat(subjects()).containsExactlyInAnyOrder("before", "first", "second", "after");
        assertThat(server.getReceivedMessages())
                .allSatisfy(mail -> assertThat(mail.getHeader(MailMessage.POSSIBLE_DUPLICATE))
                        .isNull());
    }

    private Path fill() throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (int i = 0; i < 100_000; i++) {
                out.write(block);
            }
            throw new AssertionError("the disk does not fill");
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        return ballast;
    }

    private Store open() throws IOException {
        return Store.open(new StateLocation.Folder(disk.resolve("state")));
    }

    private Delivery delivery(Store store) throws IOException {
        return Alerts.delivery(store, server.getSmtp().getPort());
    }

    private List<String> subjects() {
        return ReceivedMail.subjects(server);
    }
}
