package io.jenkins.plugins.dockereventwatch.image.jenkinsfile;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Finds the images in a Jenkinsfile: <code>agent { docker 'x' }</code>, <code>agent { docker { image 'x' } }</code>,
 * {@code docker.image('x')}, and {@code image: 'x'} of any step. The Jenkinsfile is not executed: images whose names are
 * computed, or defined in shared libraries, are not found.
 */
public final class JenkinsfileImages {

    /** The warning for results of this class. */
    public static final String BEST_EFFORT =
            "Jenkinsfiles are not executed; only images that are written in the file are found";

    private static final String DOCKER = "docker";

    private final String file;
    private final List<GroovyToken> tokens;
    private final List<NamedImage> images = new ArrayList<>();
    private final Deque<Block> blocks = new ArrayDeque<>();
    private int at;

    private static final class Block {
        private final boolean docker;
        private final GroovyToken registry;

        /** The image of an agent; {@code registryUrl} can follow it. */
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
     * Reads a Jenkinsfile.
     *
     * @param file the file name in locations
     */
    public static List<NamedImage> read(String file, String content) {
        return new JenkinsfileImages(file, content).read();
    }

    private List<NamedImage> read() {
        GroovyToken registry = null;
        for (at = 0; at < tokens.size(); at++) {
            GroovyToken token = tokens.get(at);
            if (token.isSymbol('{')) {
                blocks.push(new Block(at > 0 && tokens.get(at - 1).isWord(DOCKER), registry));
                registry = null;
            } else if (token.isSymbol('}') && !blocks.isEmpty()) {
                close(blocks.pop());
            } else if (token.isWord("withRegistry")) {
                registry = argument(at + 1);
            } else if (token.isWord(DOCKER) && peek(at + 1).isString()) {
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
        boolean method = at >= 2
                && tokens.get(at - 1).isSymbol('.')
                && tokens.get(at - 2).isWord(DOCKER);
        GroovyToken next = peek(at + 1);
        if (method && next.isSymbol('(')) {
            add(argument(at + 1), registry(), "docker.image");
        } else if (next.isSymbol(':')) {
            GroovyToken value = peek(at + 2);
            if (value.isString()) {
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
        return index < tokens.size() ? tokens.get(index) : GroovyToken.END;
    }

    /** Returns the first argument of a call with or without parentheses, or null at the end of the file. */
    private GroovyToken argument(int index) {
        GroovyToken first = peek(index);
        GroovyToken argument = first.isSymbol('(') ? peek(index + 1) : first;
        return argument == GroovyToken.END ? null : argument;
    }

    private void add(GroovyToken token, GroovyToken registry, String what) {
        if (token == null) {
            return;
        }
        ImageLocation location = new ImageLocation(file, token.line(), token.column(), what);
        boolean known = token.kind() == GroovyToken.Kind.STRING
                && (registry == null || registry.kind() == GroovyToken.Kind.STRING);
        if (!known) {
            images.add(NamedImage.unknown(
                    token.text(),
                    location,
                    "the image is computed when the Jenkinsfile runs",
                    "write the full reference, or check the image in a step at run time"));
            return;
        }
        String host = registry == null ? "" : host(registry.text());
        images.add(NamedImage.of(host.isEmpty() ? token.text() : host + "/" + token.text(), location));
    }

    /** Returns the registry of a URL, or empty for Docker Hub. */
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
