package io.jenkins.plugins.dockereventwatch.image.dockerfile;

/**
 * Text with its variables put in.
 *
 * @param text the text; where it cannot be known, as it was written
 * @param obstacle why it cannot be known; empty where it is
 * @param remedy what would let it be known; empty where it is
 */
record Expansion(String text, String obstacle, String remedy) {}
