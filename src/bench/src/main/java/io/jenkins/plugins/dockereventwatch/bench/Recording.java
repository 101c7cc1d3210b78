package io.jenkins.plugins.dockereventwatch.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Events as a busy host reports them, made the same at every run; no two are alike. */
final class Recording {

    private static final String[] ACTIONS = {
        "create", "start", "die", "destroy", "exec_create: /bin/sh -c true", "exec_start: /bin/sh -c true", "exec_die"
    };

    private final List<byte[]> lines = new ArrayList<>();

    Recording(int events) {
        Random random = new Random(1);
        for (int i = 0; i < events; i++) {
            lines.add(line(random, i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String line(Random random, int number) {
        String id =
                String.format("%016x%016x%016x%016x", random.nextLong(), random.nextLong(), random.nextLong(), number);
        String action = ACTIONS[random.nextInt(ACTIONS.length)];
        String image = "registry.example.org/team-" + random.nextInt(50) + "/service-" + random.nextInt(1000);
        long time = 1_795_457_529L + number / 100;
        return String.format(
                "{\"status\":\"%1$s\",\"id\":\"%2$s\",\"from\":\"%3$s\",\"Type\":\"container\",\"Action\":\"%1$s\","
                        + "\"Actor\":{\"ID\":\"%2$s\",\"Attributes\":{\"com.docker.compose.project\":\"shop\","
                        + "\"com.docker.compose.service\":\"web\",\"exitCode\":\"%4$d\",\"image\":\"%3$s\","
                        + "\"name\":\"shop-web-%5$d\"}},\"scope\":\"local\",\"time\":%6$d,\"timeNano\":%6$d%7$09d}",
                action, id, image, random.nextInt(3), number, time, random.nextInt(1_000_000_000));
    }

    List<byte[]> lines() {
        return lines;
    }

    byte[] ndjson() {
        int length = lines.stream().mapToInt(line -> line.length + 1).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
            all[at++] = '\n';
        }
        return all;
    }
}
