package io.jenkins.plugins.dockereventwatch.update;

import java.util.Set;

/** Recognizes packages of Linux kernels by name. */
public final class KernelPackages {

    private static final Set<String> NAMES =
            Set.of(("kernel kernel-core kernel-rt kernel-uek kernel-default kernel-default-base linux-lts "
                            + "linux-virt linux-edge linux-stable linux-generic linux-virtual linux-aws linux-azure linux-gcp linux-kvm")
                    .split(" "));

    private KernelPackages() {}

    static boolean isKernel(String name) {
        return isImage(name) || NAMES.contains(name);
    }

    /** Whether a package of Debian or Ubuntu is a kernel image, or the metapackage of the newest one. */
    public static boolean isImage(String name) {
        return name.startsWith("linux-image-");
    }

    /** The output of {@code uname -r}: {@code 6.1.0-56-amd64} for {@code linux-image-6.1.0-56-amd64}. */
    public static String release(String image) {
        String release = image.substring("linux-image-".length());
        return release.startsWith("unsigned-") ? release.substring("unsigned-".length()) : release;
    }
}
