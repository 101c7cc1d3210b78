package org.kohsuke.stapler;

public class Stapler {
    public static native StaplerRequest2 getCurrentRequest2();
}
