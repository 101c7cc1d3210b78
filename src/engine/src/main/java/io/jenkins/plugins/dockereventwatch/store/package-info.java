/**
 * The state that outlives the program: an embedded H2 database in a folder, or a PostgreSQL database that several
 * watchers share. Both have the same schema. Tables are used only by the repositories of the packages that own them.
 */
package io.jenkins.plugins.dockereventwatch.store;
