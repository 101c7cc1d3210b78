package io.jenkins.plugins.dockereventwatch.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;

/**
 * Runs tasks when they are due, by Quartz: in this process alone, or together with others that share a PostgreSQL
 * database, where each time one of them runs a task.
 *
 * <p>A task that was due while nothing ran is run once, soon after the start. A task never runs twice at a time. It must
 * itself find out what there is to do: in a cluster a time may rarely come twice, and it may come on a holiday.
 */
public final class JobScheduler implements AutoCloseable {

    private static final Logger LOG = System.getLogger(JobScheduler.class.getName());

    private final Scheduler scheduler;
    private final Map<String, Runnable> tasks = new ConcurrentHashMap<>();

    private JobScheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Starts one for this process alone.
     *
     * @throws IllegalStateException if Quartz cannot be started
     */
    public static JobScheduler alone() {
        return start(QuartzSettings.alone());
    }

    /**
     * Starts one that shares its work with others on the same PostgreSQL database.
     *
     * @param connections to a database that has Quartz's tables
     * @param work what it is about: only those that say the same share it
     * @throws IllegalStateException if Quartz cannot be started
     */
    public static JobScheduler clustered(DataSource connections, String work) {
        return start(QuartzSettings.clustered(connections, work));
    }

    private static JobScheduler start(QuartzSettings settings) {
        try {
            JobScheduler jobs = new JobScheduler(settings.create());
            jobs.scheduler.setJobFactory((bundle, of) -> {
                String name = bundle.getJobDetail().getKey().getName();
                // Another process of the cluster may have tasks that this one has not.
                return new QuartzJob(
                        jobs.tasks.getOrDefault(name, () -> LOG.log(Level.DEBUG, "nothing to run here for {0}", name)));
            });
            jobs.scheduler.start();
            return jobs;
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler cannot be started: " + e.getMessage(), e);
        }
    }

    /** Runs a task whenever a schedule says so; replaces what had the name, unless it is the same. */
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

    /** Runs a task again and again, at first after a moment; replaces what had the name, unless it is the same. */
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
        tasks.put(name, task);
        try {
            JobDetail job = JobBuilder.newJob(QuartzJob.class)
                    .withIdentity(name)
                    .storeDurably()
                    .build();
            // A trigger that is put again forgets when it was due: only one that is new or another is put.
            List<? extends Trigger> old = scheduler.getTriggersOfJob(job.getKey());
            if (!isSame(old, triggers)) {
                scheduler.scheduleJob(job, triggers, true);
                Set<TriggerKey> stale =
                        new HashSet<>(old.stream().map(Trigger::getKey).toList());
                triggers.forEach(trigger -> stale.remove(trigger.getKey()));
                scheduler.unscheduleJobs(List.copyOf(stale));
            }
        } catch (SchedulerException e) {
            throw new IllegalStateException("'" + name + "' cannot be scheduled: " + e.getMessage(), e);
        }
    }

    private static boolean isSame(List<? extends Trigger> old, Set<Trigger> triggers) {
        return old.size() == triggers.size()
                && triggers.stream().allMatch(trigger -> old.stream().anyMatch(one -> isSame(one, trigger)));
    }

    private static boolean isSame(Trigger one, Trigger other) {
        if (!one.getKey().equals(other.getKey())) {
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

    /** Runs a task once more, soon; asked for again before it has begun, still once. */
    public void soon(String name) {
        try {
            scheduler.scheduleJob(TriggerBuilder.newTrigger()
                    .withIdentity(name + " soon")
                    .forJob(name)
                    .startNow()
                    .build());
        } catch (ObjectAlreadyExistsException e) {
            LOG.log(Level.DEBUG, "{0} is about to run anyway", name);
        } catch (SchedulerException e) {
            throw new IllegalStateException("'" + name + "' cannot be run: " + e.getMessage(), e);
        }
    }

    /** Runs nothing of that name any more. */
    public void remove(String name) {
        tasks.remove(name);
        try {
            scheduler.deleteJob(JobKey.jobKey(name));
        } catch (SchedulerException e) {
            throw new IllegalStateException("'" + name + "' cannot be taken off: " + e.getMessage(), e);
        }
    }

    /** Ends it; a task that runs is interrupted and waited for. */
    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            LOG.log(Level.WARNING, "the scheduler does not end well: {0}", e.getMessage());
        }
    }
}
