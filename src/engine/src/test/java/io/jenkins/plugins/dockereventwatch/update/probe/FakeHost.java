package io.jenkins.plugins.dockereventwatch.update.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Commands that come first in a process' path, so that its host looks like another: Debian 12 with two updates. */
public final class FakeHost {

    private static final String APT_GET = """
            #!/bin/sh
            echo 'Inst libssl3 [3.0.19-1] (3.0.22-1 Debian-Security:12/oldstable-security [amd64])'
            echo 'Inst curl [7.88.1-10] (7.88.1-11 Debian:12.15/oldstable [amd64])'
            echo '2 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.'
            """;

    private static final String UNAME = """
            #!/bin/sh
            if [ "$1" = -n ]; then echo "$FAKE_HOST"; else exec /bin/uname "$@"; fi
            """;

    private static final String CAT = """
            #!/bin/sh
            if [ "$1" = /etc/os-release ]; then
                printf 'ID=debian\\nVERSION_ID="12"\\nVERSION_CODENAME=bookworm\\nPRETTY_NAME="Debian 12"\\n'
            else
                exec /bin/cat "$@"
            fi
            """;

    private static final String NOTHING = "#!/bin/sh\n";

    private final Path folder;

    /** Writes them into a folder. */
    public FakeHost(Path folder) throws IOException {
        this.folder = folder;
        command("apt-get", APT_GET);
        command("uname", UNAME);
        command("cat", CAT);
        command("apt", NOTHING);
        command("apt-mark", NOTHING);
        command("dpkg-query", NOTHING);
        // The lists are as fresh as the machine's tests.
        command("stat", "#!/bin/sh\ndate +%s\n");
    }

    private void command(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The environment of a process on a host of that name. */
    public Map<String, String> environment(String name) {
        return Map.of("PATH", folder + ":" + System.getenv("PATH"), "FAKE_HOST", name);
    }
}
