/** The pending updates of a Linux host, as its package manager reports them. Hosts are only read, never changed. */
package io.jenkins.plugins.dockereventwatch.update;
