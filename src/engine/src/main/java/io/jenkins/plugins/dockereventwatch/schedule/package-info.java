/** Cron schedules with time zones and holidays, and the Quartz scheduler that runs tasks on them. */
package io.jenkins.plugins.dockereventwatch.schedule;
