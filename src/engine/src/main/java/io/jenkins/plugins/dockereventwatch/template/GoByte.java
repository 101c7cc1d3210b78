package io.jenkins.plugins.dockereventwatch.template;

/** Go's uint8, which is what a string has at an index. */
record GoByte(int value) {}
