/** Reads hosts regularly, and mails weekly reminders and hotfixes about their updates through the outbox. */
package io.jenkins.plugins.dockereventwatch.reminder;
