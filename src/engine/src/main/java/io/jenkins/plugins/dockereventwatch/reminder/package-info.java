/**
 * Reminds people of their hosts' updates: reads the hosts again and again, mails what is due each week and every hotfix
 * at once, and remembers what was seen, mailed and done.
 */
package io.jenkins.plugins.dockereventwatch.reminder;
