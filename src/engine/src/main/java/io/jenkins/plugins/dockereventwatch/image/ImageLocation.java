package io.jenkins.plugins.dockereventwatch.image;

import java.io.Serializable;

/**
 * Where an image is referred to.
 *
 * @param file the name of the file; empty if it is not a file
 * @param line the line from 1; 0 if it is not a file
 * @param column the column from 1; 0 if it is not a file
 * @param what what refers to the image, such as {@code FROM}, {@code service web}, {@code container web}
 */
public record ImageLocation(String file, int line, int column, String what) implements Serializable {

    /** Returns a location that is not in a file. */
    public static ImageLocation of(String what) {
        return new ImageLocation("", 0, 0, what);
    }

    /** Returns {@code FILE:LINE:COLUMN what}. */
    @Override
    public String toString() {
        return file.isEmpty() ? what : file + ":" + line + ":" + column + " " + what;
    }
}
