package io.jenkins.plugins.dockereventwatch.run.limit;

import static io.jenkins.plugins.dockereventwatch.ExpectedTexts.OUTSIDE_WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.dockereventwatch.run.limit.Refusal.Authority;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MountCheckTest extends CheckedRequest {

    @Test
    void mountsWorkspaceFoldersWithoutLinks() throws Exception {
        Files.createSymbolicLink(folder.resolve("workspace/link"), Path.of("src"));
        options = options.with(RunOption.VOLUME, "./link:/a:ro").with(RunOption.VOLUME, folder + "/workspace:/b");

        assertThat(check().isolation().mounts())
                .containsExactly(
                        new Mount(folder.toRealPath() + "/workspace/src", "/a", true, true),
                        new Mount(folder.toRealPath() + "/workspace", "/b", false));
    }

    @Test
    void rejectsLinksOutOfWorkspace() throws Exception {
        Files.createSymbolicLink(folder.resolve("workspace/etc"), Path.of("/etc"));
        options = options.with(RunOption.VOLUME, "./etc:/a");

        assertThat(refusal().message()).contains(OUTSIDE_WORKSPACE);
    }

    @Test
    void permittedFoldersContainNoEngineSocket() throws Exception {
        Files.createDirectories(folder.resolve("run"));
        Files.createDirectories(folder.resolve("cache/m2"));
        policy = new LimitPolicy(
                RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of(folder.toString(), "m2-cache"), false);
        options = options.with(RunOption.VOLUME, folder + "/cache/m2:/m2").with(RunOption.VOLUME, "m2-cache:/c");
        assertThat(check().isolation().mounts()).hasSize(2);

        options = options.with(RunOption.VOLUME, folder + "/run:/run");
        assertThat(refusal().message()).contains("contains the socket of a Docker Engine");
        assertThat(refusal().authority()).isEqualTo(Authority.NOBODY);
    }

    @Test
    void rejectsSocketsInWorkspace() throws Exception {
        Path socket = folder.resolve("workspace/s");
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(socket));
            options = options.with(RunOption.VOLUME, "./s:/s");

            assertThat(refusal().message()).contains("is neither a folder nor a file");
        }
    }

    @Test
    void rejectsFileOfWorkspace() throws Exception {
        Files.createFile(folder.resolve("workspace/f"));
        options = options.with(RunOption.VOLUME, "./f:/f");

        assertThat(refusal().message()).contains("is a file: mount its folder");
    }

    @Test
    void rejectsRootAsWorkspace() {
        workspace = new Workspace(Path.of("/"), true, Set.of(), null, Set.of());
        options = options.with(RunOption.VOLUME, "/etc:/etc");

        assertThat(refusal().message()).contains(OUTSIDE_WORKSPACE);
    }

    @Test
    void mountsPermittedRemoteFoldersOnly() throws RefusedException {
        workspace = new Workspace(folder.resolve("workspace"), false, Set.of(), null, Set.of());
        policy = new LimitPolicy(RunOptions.NONE, RunOptions.NONE, Set.of(), Set.of(), List.of("/srv/cache"), false);
        options = options.with(RunOption.VOLUME, "/srv/cache/m2:/m2");
        assertThat(check().isolation().mounts()).containsExactly(new Mount("/srv/cache/m2", "/m2", false));

        options = options.with(RunOption.VOLUME, "/srv/cache/../../etc:/m2");
        assertThat(refusal().message()).contains("on another machine");
    }

    @Test
    void translatesContainerFoldersToHost() throws Exception {
        Path root = folder.toRealPath();
        workspace = new Workspace(
                root.resolve("workspace"),
                true,
                Set.of(),
                Map.of(root.resolve("workspace"), Path.of("/var/lib/docker/volumes/agent/_data")),
                Set.of());
        RunOptions given = options;
        options = given.with(RunOption.VOLUME, "./:/src");
        assertThat(check().isolation().mounts())
                .containsExactly(new Mount("/var/lib/docker/volumes/agent/_data", "/src", false));

        // another container could replace it, and its path here says nothing on the host
        options = given.with(RunOption.VOLUME, "./src:/src");
        assertThat(refusal().message()).contains("mount all of " + root.resolve("workspace"));

        workspace = new Workspace(root.resolve("workspace"), true, Set.of(), Map.of(), Set.of());
        assertThat(refusal().message()).contains("exists only in the container of this program");
    }
}
