package io.jenkins.plugins.dockereventwatch.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.dockereventwatch.postgres.PostgresServer;
import io.jenkins.plugins.dockereventwatch.postgres.WithPostgres;
import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.StateLocation;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.impl.calendar.BaseCalendar;

/** Rows of Quartz's tables that somebody else with access to the shared database has written. */
@WithPostgres
class HostileScheduleTest {

    private static final AtomicInteger DESERIALIZED = new AtomicInteger();
    private static final AtomicInteger INITIALIZED = new AtomicInteger();
    private static final String WORK = "reminders";

    /** An object whose deserialization runs code. */
    private static final class Payload extends BaseCalendar implements Serializable {

        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            DESERIALIZED.incrementAndGet();
        }
    }

    /** A class whose initialization runs code. */
    static final class Initialized {
        static {
            INITIALIZED.incrementAndGet();
        }
    }

    private Store store;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger others = new AtomicInteger();

    @BeforeEach
    void openStore(PostgresServer postgres) throws Exception {
        DESERIALIZED.set(0);
        store = Store.open(StateLocation.parse(postgres.createDatabase()));
        try (JobScheduler scheduler = JobScheduler.of(store, WORK, new WorkerErrors())) {
            scheduler.every("attacked", Duration.ofMillis(200), runs::incrementAndGet);
            scheduler.every("other", Duration.ofMillis(200), others::incrementAndGet);
            awaitBoth();
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void doesNotDeserializeCalendars() throws Exception {
        execute(
                "INSERT INTO qrtz_calendars (sched_name, calendar_name, calendar) VALUES (?, 'evil', ?)",
                "docker-event-watch: " + WORK,
                serialized());
        execute("UPDATE qrtz_triggers SET calendar_name = 'evil' WHERE trigger_name = 'attacked 0'");

        assertOthersRun();
    }

    @Test
    void doesNotDeserializeBlobTriggers() throws Exception {
        execute(
                "INSERT INTO qrtz_blob_triggers (sched_name, trigger_name, trigger_group, blob_data)"
                        + " SELECT sched_name, trigger_name, trigger_group, ? FROM qrtz_triggers"
                        + " WHERE trigger_name = 'attacked 0'",
                serialized());
        execute("DELETE FROM qrtz_simple_triggers WHERE trigger_name = 'attacked 0'");
        execute("UPDATE qrtz_triggers SET trigger_type = 'BLOB' WHERE trigger_name = 'attacked 0'");

        assertOthersRun();
    }

    @Test
    void doesNotDeserializeJobData() throws Exception {
        execute("UPDATE qrtz_job_details SET job_data = ? WHERE job_name = 'attacked'", serialized());
        execute("UPDATE qrtz_triggers SET job_data = ? WHERE trigger_name = 'attacked 0'", serialized());

        assertOthersRun();
    }

    @Test
    void doesNotLoadJobClasses() throws Exception {
        execute("UPDATE qrtz_job_details SET job_class_name = ?", Initialized.class.getName());

        assertOthersRun();
        assertThat(INITIALIZED).hasValue(0);
    }

    @Test
    void calendarsDoNotStopTasks() throws Exception {
        try (JobScheduler scheduler = JobScheduler.of(store, WORK, new WorkerErrors())) {
            scheduler.every("attacked", Duration.ofMillis(200), runs::incrementAndGet);
            execute("UPDATE qrtz_triggers SET calendar_name = 'evil' WHERE trigger_name = 'attacked 0'");
            runs.set(0);

            await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() > 3);
        }
    }

    @Test
    void calendarsDoNotStopTasksAtStart() throws Exception {
        execute("UPDATE qrtz_triggers SET calendar_name = 'evil' WHERE trigger_name = 'attacked 0'");
        runs.set(0);

        try (JobScheduler scheduler = JobScheduler.of(store, WORK, new WorkerErrors())) {
            scheduler.every("attacked", Duration.ofMillis(200), runs::incrementAndGet);
            await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() > 1);
        }
        assertThat(runs.get()).isGreaterThan(1);
    }

    /** Starts a scheduler on the changed tables; the other task has to run, and nothing may be deserialized. */
    private void assertOthersRun() {
        runs.set(0);
        others.set(0);
        try (JobScheduler scheduler = JobScheduler.of(store, WORK, new WorkerErrors())) {
            scheduler.every("attacked", Duration.ofMillis(200), runs::incrementAndGet);
            scheduler.every("other", Duration.ofMillis(200), others::incrementAndGet);
            await().atMost(Duration.ofSeconds(30)).until(() -> others.get() > 3);
        }
        assertThat(DESERIALIZED).hasValue(0);
    }

    private void awaitBoth() {
        await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() > 0 && others.get() > 0);
    }

    private static byte[] serialized() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (Connection connection = store.connections().getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }
}
