/** Records alerts and cursors in one transaction, and queues messages for delivery. */
package io.jenkins.plugins.dockereventwatch.outbox;
