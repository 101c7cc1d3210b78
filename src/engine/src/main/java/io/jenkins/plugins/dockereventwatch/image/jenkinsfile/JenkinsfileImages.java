package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the images that a Jenkinsfile's text names: <code>agent { docker 'x' }</code>,
 * <code>agent { docker { image 'x' } }</code>, {@code docker.image('x')}, and {@code image: 'x'} of any step. A
 * Jenkinsfile is a program: what it puts together as it runs, or takes from elsewhere, is not found, so that this is a best
 * effort and says so.
 */
public final class JenkinsfileImages {

    /** What is to be told to people of everything that was found here. */
    public static final String BEST_EFFORT = "a Jenkinsfile is a program; only images that stand in its text are found";

    private static final String DOCKER = "docker";

    private final String file;
    private final List<GroovyToken> tokens;
    private final List<NamedImage> images = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private int at;

    /** A block in braces. */
    private static final class Block {
        private final boolean docker;
        private final GroovyToken registry;

        /** The image of an agent; its registry may follow it. */
        private GroovyToken image;

        private GroovyToken registryUrl;

        Block(boolean docker, GroovyToken registry) {
            this.docker = docker;
            this.registry = registry;
        }
    }

    private JenkinsfileImages(String file, String content) {
        this.file = file;
        this.tokens = GroovyTokens.of(content);
    }

    /**
     * Reads a Jenkinsfile's text.
     *
     * @param file its name, for the locations
     * @param content its text
     */
    public static List<NamedImage> read(String file, String content) {
        return new JenkinsfileImages(file, content).read();
    }

    private List<NamedImage> read() {
        GroovyToken registry = null;
        for (at = 0; at < tokens.size(); at++) {
            GroovyToken token = tokens.get(at);
            if (token.isSign('{')) {
                blocks.push(new Block(at > 0 && tokens.get(at - 1).isWord(DOCKER), registry));
                registry = null;
            } else if (token.isSign('}') && !blocks.isEmpty()) {
                close(blocks.pop());
            } else if (token.isWord("withRegistry")) {
                registry = argument(at + 1);
            } else if (token.isWord(DOCKER)
                    && peek(at + 1) != null
                    && peek(at + 1).isText()) {
                add(peek(at + 1), null, "agent docker");
            } else if (token.isWord("image")) {
                image();
            } else if (token.isWord("registryUrl") && inDocker() && argument(at + 1) != null) {
                blocks.peek().registryUrl = argument(at + 1);
            }
        }
        while (!blocks.isEmpty()) {
            close(blocks.pop());
        }
        return List.copyOf(images);
    }

    private boolean inDocker() {
        return !blocks.isEmpty() && blocks.peek().docker;
    }

    private void close(Block block) {
        if (block.image != null) {
            add(block.image, block.registryUrl, "agent docker");
        }
    }

    private void image() {
        boolean method =
                at >= 2 && tokens.get(at - 1).isSign('.') && tokens.get(at - 2).isWord(DOCKER);
        GroovyToken next = peek(at + 1);
        if (method && next != null && next.isSign('(')) {
            add(argument(at + 1), registry(), "docker.image");
        } else if (next != null && next.isSign(':')) {
            GroovyToken value = peek(at + 2);
            if (value != null && value.isText()) {
                add(value, null, "image:");
            }
        } else if (inDocker()) {
            blocks.peek().image = argument(at + 1);
        }
    }

    private GroovyToken registry() {
        for (Block block : blocks) {
            if (block.registry != null) {
                return block.registry;
            }
        }
        return null;
    }

    private GroovyToken peek(int index) {
        return index < tokens.size() ? tokens.get(index) : null;
    }

    /** The first argument of a call, in brackets or not; null where the file ends. */
    private GroovyToken argument(int index) {
        GroovyToken first = peek(index);
        return first != null && first.isSign('(') ? peek(index + 1) : first;
    }

    private void add(GroovyToken token, GroovyToken registry, String what) {
        if (token == null) {
            return;
        }
        ImageLocation location = new ImageLocation(file, token.line(), token.column(), what);
        boolean known =
                token.kind() == GroovyToken.Kind.TEXT && (registry == null || registry.kind() == GroovyToken.Kind.TEXT);
        if (!known) {
            images.add(NamedImage.unknown(
                    token.text(),
                    location,
                    "what the Jenkinsfile puts together as it runs is not known here",
                    "write the image's name out, or check it by a step where it is known"));
            return;
        }
        String host = registry == null ? "" : host(registry.text());
        images.add(NamedImage.of(host.isEmpty() ? token.text() : host + "/" + token.text(), location));
    }

    /** The registry of a URL, in front of which Docker's own needs no name. */
    private static String host(String url) {
        try {
            String authority = URI.create(url).getRawAuthority();
            String host = authority == null ? url : authority;
            return host.equals("index.docker.io") || host.equals("docker.io") ? "" : host;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
