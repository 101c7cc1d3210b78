/**
 * The settings: what an administrator enters under Manage Jenkins → System or by Configuration as Code, kept by Jenkins,
 * and made into what the engine works by.
 */
package io.jenkins.plugins.dockereventwatch.settings;
