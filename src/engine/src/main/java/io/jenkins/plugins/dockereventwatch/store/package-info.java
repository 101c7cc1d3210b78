/**
 * The state that outlives the program: an embedded H2 database in a folder, or a PostgreSQL database that several
 * watchers share. One schema for both, brought up to date by Flyway; whoever keeps tables here adds migrations beside
 * the others and works through {@link io.jenkins.plugins.dockereventwatch.store.Store}.
 */
package io.jenkins.plugins.dockereventwatch.store;
