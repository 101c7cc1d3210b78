package io.jenkins.plugins.dockereventwatch.template.value;

/** Go's uint8, the type of a string's element. */
public record GoByte(int value) {}
