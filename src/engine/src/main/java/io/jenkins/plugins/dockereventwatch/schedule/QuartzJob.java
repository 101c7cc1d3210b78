package io.jenkins.plugins.dockereventwatch.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.InterruptableJob;
import org.quartz.JobExecutionContext;

/** A task as a Quartz job. Quartz stores the task's name only; the scheduler that has the task creates the job. */
@DisallowConcurrentExecution
final class QuartzJob implements InterruptableJob {

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
