package io.jenkins.plugins.dockereventwatch.schedule;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.InterruptableJob;
import org.quartz.JobExecutionContext;

/** A task as a Quartz job. Quartz stores the task's name only; the scheduler that has the task creates the job. */
@DisallowConcurrentExecution
final class QuartzJob implements InterruptableJob {

    private static final Logger LOG = System.getLogger(QuartzJob.class.getName());

    private final Runnable task;
    private volatile Thread running;

    QuartzJob(Runnable task) {
        this.task = task;
    }

    @Override
    public void execute(JobExecutionContext context) {
        running = Thread.currentThread();
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.ERROR,
                    "Unexpected failure of the scheduled task "
                            + context.getJobDetail().getKey().getName(),
                    e);
        } finally {
            running = null;
        }
    }

    @Override
    public void interrupt() {
        Thread thread = running;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
