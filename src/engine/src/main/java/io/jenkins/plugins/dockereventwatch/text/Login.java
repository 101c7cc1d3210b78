package io.jenkins.plugins.dockereventwatch.text;

/**
 * The credentials of a server.
 *
 * @param user not empty
 * @param password may be empty
 */
public record Login(String user, Secret password) {}
