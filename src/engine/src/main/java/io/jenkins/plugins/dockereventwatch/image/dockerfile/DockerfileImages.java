package io.jenkins.plugins.dockereventwatch.image.dockerfile;

import io.jenkins.plugins.dockereventwatch.image.ImageLocation;
import io.jenkins.plugins.dockereventwatch.image.NamedImage;
import io.jenkins.plugins.dockereventwatch.image.expansion.Expansion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the images in a Dockerfile: base images, sources of {@code --from} and {@code --mount}, images in
 * {@code ONBUILD}, and the frontend of {@code # syntax=}. Build stages and {@code scratch} are excluded, variables are
 * expanded. A reference that cannot be determined is returned as unknown, never omitted.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public final class DockerfileImages {

    private static final String MOUNT_SOURCE = "from=";
    private static final Pattern QUOTED_FIELD = Pattern.compile("\"((?:[^\"]|\"\")*+)\"?");
    private static final Pattern MOUNT_FIELD = Pattern.compile("(?:[^,\"]|" + QUOTED_FIELD + ")++");
    private static final String SCRATCH = "scratch";
    private static final String SYNTAX_ARGUMENT = "BUILDKIT_SYNTAX";

    /** More than any real Dockerfile has. The rest of the file is returned as one unknown image. */
    private static final int MAX_IMAGES = 10_000;

    private final String file;
    private final DockerfileText text;
    private final BuildArguments arguments;
    private final Stages stages = new Stages();
    private final List<NamedImage> images = new ArrayList<>();

    private DockerfileImages(String file, String content, Map<String, String> buildArguments) {
        this.file = file;
        this.text = DockerfileText.of(content);
        this.arguments = new BuildArguments(buildArguments, text.escape);
    }

    /**
     * Reads a Dockerfile.
     *
     * @param file the file name in locations
     * @param buildArguments the values of {@code docker build --build-arg} by name; a value is null if it is unknown
     */
    public static List<NamedImage> read(String file, String content, Map<String, String> buildArguments) {
        return new DockerfileImages(file, content, buildArguments).read(buildArguments.get(SYNTAX_ARGUMENT));
    }

    private List<NamedImage> read(String syntaxArgument) {
        if (syntaxArgument != null) {
            add(1, SYNTAX_ARGUMENT, Expansion.of(syntaxArgument));
        } else if (!text.syntax.isEmpty()) {
            add(text.syntaxLine, "# syntax", Expansion.of(text.syntax));
        }
        for (Instruction instruction : text.instructions) {
            if (images.size() >= MAX_IMAGES) {
                unread(instruction.line(), "the file contains more than " + MAX_IMAGES + " images", "split the file");
                break;
            }
            read(instruction, "");
        }
        if (!text.fault.isEmpty()) {
            unread(text.faultLine, text.fault, "correct the Dockerfile");
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
                    for (String source : mountSources(mount)) {
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
                            "invalid FROM: expected an image, or an image, AS and a name",
                            "write FROM IMAGE AS NAME"));
        } else {
            Expansion image = arguments.expand(words[0]);
            boolean stage = image.isKnown() && (image.text().equals(SCRATCH) || stages.has(image.text()));
            if (!stage) {
                add(instruction.line(), what, image);
            }
        }
        stages.begin(named ? words[2] : "");
    }

    private void source(Instruction instruction, String what, String source) {
        if (stages.has(source) || stages.hasNumber(source) || source.equals(SCRATCH)) {
            return;
        }
        add(
                instruction.line(),
                what,
                source.indexOf('$') < 0
                        ? Expansion.of(source)
                        : new Expansion(
                                source,
                                "Docker does not expand variables here",
                                "use the variable in the FROM of a stage, and refer to the stage"));
    }

    private void unread(int line, String why, String remedy) {
        add(line, "Dockerfile", new Expansion("(rest of the file)", why, remedy));
    }

    private void add(int line, String what, Expansion image) {
        images.add(NamedImage.of(image, new ImageLocation(file, line, 1, what)));
    }

    /** The build stages up to the current instruction. */
    private static final class Stages {

        private final Set<String> names = new HashSet<>();
        private int count;

        boolean begun() {
            return count > 0;
        }

        void begin(String name) {
            String small = name.toLowerCase(Locale.ROOT);
            if (small.matches("[a-z][a-z0-9_.-]*+")) {
                names.add(small);
            }
            count++;
        }

        boolean has(String name) {
            return names.contains(name.toLowerCase(Locale.ROOT));
        }

        boolean hasNumber(String text) {
            return text.matches("[0-9]{1,6}") && Integer.parseInt(text) < count;
        }
    }
    /** Returns the images or stages of {@code RUN --mount}, a line of CSV such as {@code type=bind,from=image,target=/x}. */
    private static List<String> mountSources(String mount) {
        return MOUNT_FIELD
                .matcher(mount)
                .results()
                .map(MatchResult::group)
                .map(field -> QUOTED_FIELD
                        .matcher(field)
                        .replaceAll(quoted ->
                                Matcher.quoteReplacement(quoted.group(1).replace("\"\"", "\""))))
                .filter(field -> field.regionMatches(true, 0, MOUNT_SOURCE, 0, MOUNT_SOURCE.length()))
                .map(field -> field.substring(MOUNT_SOURCE.length()))
                .toList();
    }
}
