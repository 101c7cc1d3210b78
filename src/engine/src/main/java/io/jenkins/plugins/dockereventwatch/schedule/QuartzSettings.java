package io.jenkins.plugins.dockereventwatch.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/** The configuration of a Quartz scheduler. */
final class QuartzSettings {

    /** Schedulers of the same name form a cluster. */
    private static final String CLUSTER = "docker-event-watch";

    private final Properties properties = new Properties();

    private QuartzSettings(String name) {
        put("scheduler.instanceName", name);
        put("scheduler.instanceId", UUID.randomUUID().toString());
        put("scheduler.threadName", "docker-event-watch schedule");
        put("scheduler.makeSchedulerThreadDaemon", true);
        put("scheduler.interruptJobsOnShutdownWithWait", true);
        put("scheduler.interruptJobsOnShutdown", true);
        put("threadPool.class", SimpleThreadPool.class.getName());
        put("threadPool.threadCount", 4);
        put("threadPool.threadNamePrefix", "docker-event-watch task");
        put("threadPool.makeThreadsDaemons", true);
        put("threadPool.threadsInheritContextClassLoaderOfInitializingThread", true);
        put("jobStore.misfireThreshold", 60_000);
    }

    static QuartzSettings alone() {
        QuartzSettings settings = new QuartzSettings(CLUSTER + " " + UUID.randomUUID());
        settings.put("jobStore.class", RAMJobStore.class.getName());
        return settings;
    }

    static QuartzSettings clustered(DataSource connections, String work) {
        String name = CLUSTER + " " + UUID.randomUUID();
        DBConnectionManager.getInstance().addConnectionProvider(name, new Connections(connections));
        QuartzSettings settings = new QuartzSettings(CLUSTER + ": " + work);
        settings.put("jobStore.class", JobStoreTX.class.getName());
        settings.put("jobStore.driverDelegateClass", NonDeserializingDelegate.class.getName());
        settings.put("jobStore.dataSource", name);
        settings.put("jobStore.tablePrefix", "QRTZ_");
        settings.put("jobStore.useProperties", true);
        settings.put("jobStore.isClustered", true);
        settings.put("jobStore.clusterCheckinInterval", 10_000);
        // Without the lock, two processes may acquire the same trigger.
        settings.put("jobStore.acquireTriggersWithinLock", true);
        return settings;
    }

    private void put(String key, Object value) {
        properties.setProperty("org.quartz." + key, value.toString());
    }

    /** Creates a scheduler that is not started. */
    Scheduler create() throws SchedulerException {
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
