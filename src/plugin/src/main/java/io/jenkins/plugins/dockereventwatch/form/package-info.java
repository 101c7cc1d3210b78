/** What several forms, and the settings behind them, share. */
package io.jenkins.plugins.dockereventwatch.form;
