package io.jenkins.plugins.dockereventwatch.template.value;

/** Go's uint8, which is what a string has at an index. */
public record GoByte(int value) {}
