package io.jenkins.plugins.dockereventwatch.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** Configures Quartz. */
final class QuartzSettings {

    private static final String NAME = "docker-event-watch";

    private QuartzSettings() {}

    /** Creates a scheduler that is not started; with a database, schedulers of the same name form a cluster. */
    static Scheduler create(String work, Optional<DataSource> database) throws SchedulerException {
        String id = UUID.randomUUID().toString();
        Properties properties = new Properties();
        load(properties, "quartz.properties");
        properties.setProperty("org.quartz.scheduler.instanceId", id);
        properties.setProperty("org.quartz.scheduler.instanceName", NAME + " " + id);
        database.ifPresent(shared -> {
            load(properties, "quartz-cluster.properties");
            properties.setProperty("org.quartz.scheduler.instanceName", NAME + ": " + work);
            properties.setProperty("org.quartz.jobStore.dataSource", id);
            properties.setProperty("org.quartz.jobStore.driverDelegateClass", NonDeserializingDelegate.class.getName());
            DBConnectionManager.getInstance().addConnectionProvider(id, new Connections(shared));
        });
        // Quartz loads classes by the thread's class loader, which in Jenkins is not the plugin's.
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        thread.setContextClassLoader(QuartzSettings.class.getClassLoader());
        try {
            SchedulerRepository schedulers = SchedulerRepository.getInstance();
            synchronized (schedulers) {
                Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
                // Otherwise the next scheduler of the same name in this process would be the same object.
                schedulers.remove(scheduler.getSchedulerName());
                return scheduler;
            }
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    private static void load(Properties properties, String resource) {
        try (InputStream in = QuartzSettings.class.getResourceAsStream(resource)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections of a pool that its owner closes. */
    private record Connections(DataSource source) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return source.getConnection();
        }

        @Override
        public void shutdown() {
            // The owner closes the pool.
        }

        @Override
        public void initialize() {
            // The pool is initialized.
        }
    }
}
