package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the images that a Dockerfile names: base images, the sources of {@code --from} and {@code --mount}, those of
 * {@code ONBUILD}, and the one that {@code # syntax=} has read the file. Stages, {@code scratch} and variables are taken
 * into account; what cannot be known is said to be so, and never left out.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public final class DockerfileImages {

    private static final String SCRATCH = "scratch";
    private static final String SYNTAX_ARGUMENT = "BUILDKIT_SYNTAX";

    /** No real file names so many; what comes after is said not to have been read. */
    private static final int MOST_IMAGES = 10_000;

    private final String file;
    private final DockerfileText text;
    private final BuildArguments arguments;
    private final Stages stages = new Stages();
    private final List<NamedImage> images = new ArrayList<>();

    private DockerfileImages(String file, String content, Map<String, String> buildArguments) {
        this.file = file;
        this.text = DockerfileText.of(content);
        this.arguments = new BuildArguments(buildArguments, text.escape());
    }

    /**
     * Reads a Dockerfile.
     *
     * @param file its name, for the locations
     * @param content its text
     * @param buildArguments values for {@code ARG}, as {@code docker build --build-arg} has them; null for one
     *     whose value is not known
     */
    public static List<NamedImage> read(String file, String content, Map<String, String> buildArguments) {
        return new DockerfileImages(file, content, buildArguments).read(buildArguments.get(SYNTAX_ARGUMENT));
    }

    private List<NamedImage> read(String syntaxArgument) {
        if (syntaxArgument != null) {
            add(1, SYNTAX_ARGUMENT, new Expansion(syntaxArgument, "", ""));
        } else if (!text.syntax().isEmpty()) {
            add(text.syntaxLine(), "# syntax", new Expansion(text.syntax(), "", ""));
        }
        for (Instruction instruction : text.instructions()) {
            if (images.size() >= MOST_IMAGES) {
                unread(instruction.line(), "it names more than " + MOST_IMAGES + " images", "split it");
                break;
            }
            read(instruction, "");
        }
        if (!text.fault().isEmpty()) {
            unread(text.faultLine(), text.fault(), "mend the Dockerfile");
        }
        return List.copyOf(images);
    }

    private void read(Instruction instruction, String front) {
        String what = front + instruction.keyword();
        switch (instruction.keyword()) {
            case "ARG" -> {
                if (!stages.begun()) {
                    arguments.declare(instruction.rest());
                }
            }
            case "FROM" -> from(instruction, what);
            case "COPY", "ADD" -> {
                for (String source : instruction.flags("from")) {
                    source(instruction, what + " --from", source);
                }
            }
            case "RUN" -> {
                for (String mount : instruction.flags("mount")) {
                    for (String source : MountOption.sources(mount)) {
                        source(instruction, what + " --mount", source);
                    }
                }
            }
            case "ONBUILD" -> {
                if (front.isEmpty()) {
                    read(instruction.nested(), "ONBUILD ");
                }
            }
            default -> {}
        }
    }

    private void from(Instruction instruction, String what) {
        String[] words = instruction.arguments();
        boolean named = words.length == 3 && words[1].equalsIgnoreCase("AS");
        if (words.length != 1 && !named || words[0].isEmpty()) {
            add(
                    instruction.line(),
                    what,
                    new Expansion(
                            String.join(" ", words),
                            "FROM takes an image and perhaps AS and a name",
                            "write FROM IMAGE AS NAME"));
        } else {
            Expansion image = arguments.expand(words[0]);
            boolean known = image.obstacle().isEmpty() && (image.text().equals(SCRATCH) || stages.has(image.text()));
            if (!known) {
                add(instruction.line(), what, image);
            }
        }
        stages.begin(named ? words[2] : "");
    }

    private void source(Instruction instruction, String what, String source) {
        if (stages.has(source) || stages.hasNumber(source) || source.equals(SCRATCH)) {
            return;
        }
        boolean variable = source.indexOf('$') >= 0;
        add(
                instruction.line(),
                what,
                variable
                        ? new Expansion(
                                source,
                                "Docker puts no variables in there",
                                "name a stage, and give that stage's FROM the variable")
                        : new Expansion(source, "", ""));
    }

    private void unread(int line, String why, String remedy) {
        add(line, "Dockerfile", new Expansion("(rest of the file)", why, remedy));
    }

    private void add(int line, String what, Expansion image) {
        ImageLocation location = new ImageLocation(file, line, 1, what);
        images.add(
                image.obstacle().isEmpty()
                        ? NamedImage.of(image.text(), location)
                        : NamedImage.unknown(image.text(), location, image.obstacle(), image.remedy()));
    }

    /** The stages that have begun. */
    private static final class Stages {

        private final Set<String> names = new HashSet<>();
        private int count;

        boolean begun() {
            return count > 0;
        }

        void begin(String name) {
            String small = name.toLowerCase(Locale.ROOT);
            if (isName(small)) {
                names.add(small);
            }
            count++;
        }

        private static boolean isName(String name) {
            return !name.isEmpty()
                    && name.charAt(0) >= 'a'
                    && name.charAt(0) <= 'z'
                    && name.chars()
                            .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0);
        }

        boolean has(String name) {
            return names.contains(name.toLowerCase(Locale.ROOT));
        }

        boolean hasNumber(String text) {
            return text.matches("[0-9]{1,6}") && Integer.parseInt(text) < count;
        }
    }
}
