/** The common base of forms and settings. */
package io.jenkins.plugins.dockereventwatch.form;
