package io.jenkins.plugins.dockereventwatch.message;

/**
 * A header of a mail, before it is encoded.
 *
 * @param name without colon
 * @param value in one line
 */
public record MailHeader(String name, String value) {}
