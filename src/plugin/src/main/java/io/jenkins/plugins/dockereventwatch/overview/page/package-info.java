/** The Docker Event Watch page under Manage Jenkins. */
package io.jenkins.plugins.dockereventwatch.overview.page;
