package io.jenkins.plugins.dockereventwatch.update;

import java.util.Set;

/** Knows the packages that hold a Linux kernel, by their names in the distributions. */
public final class KernelPackages {

    private static final Set<String> NAMES = Set.of(
            "kernel",
            "kernel-core",
            "kernel-rt",
            "kernel-uek",
            "kernel-default",
            "kernel-default-base",
            "linux-lts",
            "linux-virt",
            "linux-edge",
            "linux-stable",
            "linux-generic",
            "linux-virtual",
            "linux-aws",
            "linux-azure",
            "linux-gcp",
            "linux-kvm");

    private KernelPackages() {}

    static boolean isKernel(String name) {
        return isImage(name) || NAMES.contains(name);
    }

    /** Whether it is Debian's or Ubuntu's image of one kernel, or the package that always depends on the newest. */
    public static boolean isImage(String name) {
        return name.startsWith("linux-image-");
    }

    /** {@code 6.1.0-56-amd64} of {@code linux-image-6.1.0-56-amd64}: what {@code uname -r} says of it. */
    public static String release(String image) {
        String release = image.substring("linux-image-".length());
        return release.startsWith("unsigned-") ? release.substring("unsigned-".length()) : release;
    }
}
