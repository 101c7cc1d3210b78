package io.jenkins.plugins.dockereventwatch.image;

import java.io.Serializable;

/**
 * What names an image.
 *
 * @param file the file's name as it was given; empty where it is none
 * @param line from 1 on; 0 where it is no file
 * @param column from 1 on; 0 where it is no file
 * @param what what in it, {@code FROM}, {@code service web}, {@code container web}
 */
public record ImageLocation(String file, int line, int column, String what) implements Serializable {

    /** What is in no file. */
    public static ImageLocation of(String what) {
        return new ImageLocation("", 0, 0, what);
    }

    /** {@code FILE:LINE:COLUMN what}. */
    @Override
    public String toString() {
        return file.isEmpty() ? what : file + ":" + line + ":" + column + " " + what;
    }
}
