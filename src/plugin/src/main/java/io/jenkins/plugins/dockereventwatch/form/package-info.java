/** What several forms share. */
package io.jenkins.plugins.dockereventwatch.form;
