/**
 * When things are due that recur: cron in Quartz's or Jenkins' words, in a time zone, without holidays, told back in
 * words and dates; and the Quartz scheduler that runs them, alone or in a cluster. The only package that knows Quartz.
 */
package io.jenkins.plugins.dockereventwatch.schedule;
