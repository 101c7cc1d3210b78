package io.jenkins.plugins.dockereventwatch.image.compose;

/**
 * A value with its variables put in.
 *
 * @param text the text; where it cannot be known, as it was written
 * @param obstacle why it cannot be known; empty where it is
 * @param remedy what would let it be known; empty where it is
 */
record ComposeValue(String text, String obstacle, String remedy) {}
