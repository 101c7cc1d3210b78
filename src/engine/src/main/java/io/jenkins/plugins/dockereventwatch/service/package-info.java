/** Assembles the watch: the one composition of state, delivery, hosts and scheduled mails that all front ends use. */
package io.jenkins.plugins.dockereventwatch.service;
