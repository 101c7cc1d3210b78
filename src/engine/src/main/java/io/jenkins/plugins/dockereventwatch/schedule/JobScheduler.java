package io.jenkins.plugins.dockereventwatch.schedule;

import io.jenkins.plugins.dockereventwatch.retry.WorkerErrors;
import io.jenkins.plugins.dockereventwatch.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;

/**
 * Runs tasks on schedules with Quartz. Processes that share a PostgreSQL database form a cluster, in which one of them
 * runs a task each time.
 *
 * <p>A task that was due while no scheduler ran is run once, soon after the start. A task never runs concurrently with
 * itself. It has to determine itself what to do: it may run twice for a date, and on holidays.
 */
public final class JobScheduler implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JobScheduler.class.getName());

    private final Scheduler scheduler;
    private final WorkerErrors errors;
    private final Map<String, Runnable> tasks = new ConcurrentHashMap<>();

    private JobScheduler(Scheduler scheduler, WorkerErrors errors) {
        this.scheduler = scheduler;
        this.errors = errors;
    }

    /**
     * Starts a scheduler, clustered if other processes may use the store.
     *
     * @param work the name of the cluster
     * @param errors receives the unexpected errors of tasks
     * @throws IllegalStateException if Quartz cannot be started
     */
    public static JobScheduler of(Store store, String work, WorkerErrors errors) {
        Optional<DataSource> database = store.isShared() ? Optional.of(store.connections()) : Optional.empty();
        try {
            JobScheduler jobs = new JobScheduler(QuartzSettings.create(work, database), errors);
            jobs.scheduler.setJobFactory((bundle, of) -> {
                String name = bundle.getJobDetail().getKey().getName();
                // Another process of the cluster may have tasks that this one lacks.
                return new QuartzJob(
                        jobs.tasks.getOrDefault(name, () -> LOG.log(Level.DEBUG, "Task {0} is not known here", name)));
            });
            jobs.scheduler.start();
            return jobs;
        } catch (SchedulerException e) {
            throw new IllegalStateException("Cannot start the scheduler: " + e.getMessage(), e);
        }
    }

    /** Runs a task on the dates of a schedule. Replaces the schedule of the task of the same name. */
    public void schedule(String name, CronSchedule when, Runnable task) {
        Set<Trigger> triggers = new LinkedHashSet<>();
        for (String expression : when.expressions()) {
            triggers.add(TriggerBuilder.newTrigger()
                    .withIdentity(name + " " + triggers.size())
                    .forJob(name)
                    .withSchedule(CronScheduleBuilder.cronSchedule(expression)
                            .inTimeZone(TimeZone.getTimeZone(when.zone()))
                            .withMisfireHandlingInstructionFireAndProceed())
                    .build());
        }
        put(name, triggers, task);
    }

    /** Runs a task at an interval, first within a second. Replaces the schedule of the task of the same name. */
    public void every(String name, Duration interval, Runnable task) {
        put(
                name,
                Set.of(TriggerBuilder.newTrigger()
                        .withIdentity(name + " 0")
                        .forJob(name)
                        .startAt(new Date(System.currentTimeMillis() + Math.min(interval.toMillis(), 1000)))
                        .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                                .withIntervalInMilliseconds(interval.toMillis())
                                .repeatForever()
                                .withMisfireHandlingInstructionNowWithRemainingCount())
                        .build()),
                task);
    }

    private void put(String name, Set<Trigger> triggers, Runnable task) {
        tasks.put(name, () -> run(name, task));
        try {
            JobDetail job = JobBuilder.newJob(QuartzJob.class)
                    .withIdentity(name)
                    .storeDurably()
                    .build();
            // Replacing a trigger loses its next date, so only changed triggers are replaced.
            if (!isSame(scheduler.getTriggersOfJob(job.getKey()), triggers)) {
                // Quartz would update the rows of an old trigger of another type incompletely.
                scheduler.deleteJob(job.getKey());
                scheduler.scheduleJob(job, triggers, true);
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("Cannot schedule task '" + name + "': " + e.getMessage(), e);
        }
    }

    private void run(String name, Runnable task) {
        try {
            task.run();
            errors.succeeded(name);
        } catch (RuntimeException | Error e) {
            errors.failed(name, e);
        }
    }

    private static boolean isSame(List<? extends Trigger> old, Set<Trigger> triggers) {
        return old.size() == triggers.size()
                && triggers.stream().allMatch(trigger -> old.stream().anyMatch(one -> isSame(one, trigger)));
    }

    private static boolean isSame(Trigger one, Trigger other) {
        if (one == null || !one.getKey().equals(other.getKey())) {
            return false;
        }
        if (one instanceof CronTrigger a && other instanceof CronTrigger b) {
            return a.getCronExpression().equals(b.getCronExpression())
                    && a.getTimeZone().equals(b.getTimeZone());
        }
        return one instanceof SimpleTrigger a
                && other instanceof SimpleTrigger b
                && a.getRepeatInterval() == b.getRepeatInterval();
    }

    /** Runs a task soon, once, in addition to its schedule. */
    public void soon(String name) {
        try {
            scheduler.scheduleJob(TriggerBuilder.newTrigger()
                    .withIdentity(name + " soon")
                    .forJob(name)
                    .startNow()
                    .build());
        } catch (ObjectAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "Task {0} is about to run", name);
        } catch (SchedulerException e) {
            throw new IllegalStateException("Cannot run task '" + name + "': " + e.getMessage(), e);
        }
    }

    /** Stops; interrupts running tasks and waits for them. */
    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            LOG.log(Level.WARNING, "The scheduler did not stop cleanly: {0}", e.getMessage());
        }
    }
}
