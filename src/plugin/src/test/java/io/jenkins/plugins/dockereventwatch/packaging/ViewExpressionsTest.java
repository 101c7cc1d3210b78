package io.jenkins.plugins.dockereventwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The expressions of the views, against the classes they read: Jelly shows an unknown member as nothing. */
class ViewExpressionsTest {

    private static final Path RESOURCES = Path.of("src/main/resources").toAbsolutePath();
    private static final String OURS = "io.jenkins.plugins.dockereventwatch.";
    private static final String CALL = "\\((?:[^()]|\\([^()]*\\))*\\)";
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern KEY = Pattern.compile("^%[^(]*");
    private static final Pattern TEXT = Pattern.compile("'[^']*'");
    private static final Pattern PATH = Pattern.compile("\\b([a-z]\\w*)((?:\\.\\w+(?:" + CALL + ")?)*)(?!\\w*\\()");
    private static final Pattern MEMBER = Pattern.compile("\\.(\\w+)(" + CALL + ")?");
    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "empty", "gt", "lt", "ge", "le", "eq", "ne", "null", "true", "false");
    /** What Jenkins defines in every view. */
    private static final Set<String> PREDEFINED = Set.of("app", "h", "rootURL", "request2", "readOnlyMode");
    /** Members of Jenkins' own classes that the stubs do not declare. */
    private static final Set<String> INHERITED = Set.of("clazz", "descriptorFullUrl", "url");

    /** Fields of forms that no setting keeps. */
    private static final Set<String> UNSAVED = Set.of("configYml", "testRecipient");

    private final Set<Path> included = new HashSet<>();
    private final List<String> errors = new ArrayList<>();

    @Test
    void everyExpressionNamesAMember() throws Exception {
        List<Path> views = views();
        for (Path view : views) {
            Matcher includes =
                    Pattern.compile("<st:include [^>]*page=\"(\\w+\\.jelly)\"").matcher(Files.readString(view));
            while (includes.find()) {
                views.stream()
                        .filter(other -> other.endsWith(includes.group(1)))
                        .filter(other -> !other.endsWith("index.jelly"))
                        .forEach(included::add);
            }
        }
        for (Path view : views) {
            if (!included.contains(view)) {
                check(view, variables(type(view)));
            }
        }

        assertThat(views).hasSizeGreaterThan(30);
        assertThat(errors).isEmpty();
    }

    private static List<Path> views() throws Exception {
        try (Stream<Path> all = Files.walk(RESOURCES.resolve("io"))) {
            return all.filter(file -> file.toString().endsWith(".jelly"))
                    .sorted()
                    .toList();
        }
    }

    private static Class<?> type(Path view) throws ClassNotFoundException {
        return Class.forName(
                RESOURCES.relativize(view.getParent()).toString().replace('/', '.'),
                false,
                ViewExpressionsTest.class.getClassLoader());
    }

    private static Map<String, Type> variables(Class<?> type) {
        Map<String, Type> variables = new HashMap<>();
        PREDEFINED.forEach(name -> variables.put(name, Object.class));
        variables.put("it", type);
        variables.put("instance", type);
        variables.put("descriptor", descriptor(type));
        return variables;
    }

    private static Class<?> descriptor(Class<?> type) {
        return Arrays.stream(type.getDeclaredClasses())
                .filter(nested -> nested.getSimpleName().equals("DescriptorImpl"))
                .findFirst()
                .orElse(type);
    }

    private void check(Path view, Map<String, Type> variables) throws Exception {
        check(
                DocumentBuilderFactory.newDefaultNSInstance()
                        .newDocumentBuilder()
                        .parse(view.toFile())
                        .getDocumentElement(),
                view,
                variables);
    }

    private void check(Node node, Path view, Map<String, Type> variables) throws Exception {
        Map<String, Type> inside = variables;
        if (node instanceof Element element) {
            checkAttributes(element, view, variables);
            switch (element.getNodeName()) {
                case "j:set" ->
                    variables.put(element.getAttribute("var"), value(element.getAttribute("value"), variables));
                case "j:forEach" -> {
                    inside = new HashMap<>(variables);
                    inside.put(element.getAttribute("var"), element(value(element.getAttribute("items"), variables)));
                    inside.put(element.getAttribute("indexVar"), int.class);
                }
                case "f:enum" -> {
                    inside = new HashMap<>(variables);
                    String field = ((Element) element.getParentNode()).getAttribute("field");
                    inside.put(
                            "it",
                            member(variables.get("instance"), field, Optional.empty())
                                    .orElse(Object.class));
                }
                case "st:include" -> include(element, view, variables);
                default -> {}
            }
        } else if (node.getNodeType() == Node.TEXT_NODE) {
            checkText(node.getNodeValue(), view, variables);
        }
        NodeList children = node.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            check(children.item(i), view, inside);
        }
    }

    private void checkAttributes(Element element, Path view, Map<String, Type> variables) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            checkText(element.getAttributes().item(i).getNodeValue(), view, variables);
        }
        String field = element.getAttribute("field");
        Type instance = variables.get("instance");
        if (!field.isEmpty()
                && !UNSAVED.contains(field)
                && !Modifier.isAbstract(((Class<?>) instance).getModifiers())) {
            member(instance, field, Optional.empty())
                    .ifPresentOrElse(found -> {}, () -> errors.add(view + ": field " + field));
        }
    }

    private void include(Element element, Path view, Map<String, Type> variables) throws Exception {
        Map<String, Type> known = new HashMap<>(variables);
        Path folder = view.getParent();
        if (element.hasAttribute("it")) {
            Class<?> target = raw(value(element.getAttribute("it"), variables));
            known.put("it", target);
            folder = RESOURCES.resolve(target.getName().replace('.', '/'));
        } else if (element.hasAttribute("class")) {
            folder = RESOURCES.resolve(type(view).getSuperclass().getName().replace('.', '/'));
        }
        Path page = folder.resolve(element.getAttribute("page"));
        if (Files.exists(page)) {
            check(page, known);
        } else if (folder.startsWith(RESOURCES.resolve(OURS.replace('.', '/')))) {
            errors.add(view + ": no view " + page);
        }
    }

    private void checkText(String text, Path view, Map<String, Type> variables) {
        Matcher expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            checkExpression(expressions.group(1), view, variables);
        }
    }

    private void checkExpression(String expression, Path view, Map<String, Type> variables) {
        String code = TEXT.matcher(KEY.matcher(expression).replaceFirst("")).replaceAll("0");
        Matcher paths = PATH.matcher(code);
        while (paths.find()) {
            if (WORDS.contains(paths.group(1))) {
                continue;
            }
            if (resolve(paths, variables).isEmpty()) {
                errors.add(view + ": " + paths.group());
            }
            Matcher members = MEMBER.matcher(paths.group(2));
            while (members.find()) {
                if (members.group(2) != null) {
                    checkExpression(members.group(2), view, variables);
                }
            }
        }
    }

    /** Returns the type of an attribute; {@code Object} unless it is one path. */
    private static Type value(String attribute, Map<String, Type> variables) {
        Matcher expression = EXPRESSION.matcher(attribute);
        if (expression.matches()) {
            Matcher path = PATH.matcher(TEXT.matcher(expression.group(1)).replaceAll("0"));
            if (path.matches()) {
                return resolve(path, variables).orElse(Object.class);
            }
        }
        return Object.class;
    }

    private static Optional<Type> resolve(Matcher path, Map<String, Type> variables) {
        Optional<Type> type = Optional.ofNullable(variables.get(path.group(1)));
        Matcher members = MEMBER.matcher(path.group(2));
        while (members.find()) {
            String name = members.group(1);
            Optional<String> arguments = Optional.ofNullable(members.group(2));
            type = type.flatMap(known -> member(known, name, arguments));
        }
        return type;
    }

    /** As JEXL finds it: a public method of that name for a call, otherwise a getter or a public field. */
    private static Optional<Type> member(Type owner, String name, Optional<String> arguments) {
        Class<?> type = raw(owner);
        boolean known = type.getName().startsWith(OURS) || type.getName().startsWith("java.util.");
        if (!known || (INHERITED.contains(name) && arguments.isEmpty())) {
            return Optional.of(Object.class);
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return Optional.empty();
        }
        String capitalized = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        Set<String> names = arguments.isPresent() ? Set.of(name) : Set.of("get" + capitalized, "is" + capitalized);
        int count = arguments
                .filter(text -> !text.equals("()"))
                .map(text -> text.split(",").length)
                .orElse(0);
        Optional<Type> method = Arrays.stream(type.getMethods())
                .filter(each -> names.contains(each.getName()) && each.getParameterCount() == count)
                .map(Method::getGenericReturnType)
                .findFirst();
        return method.or(() -> Arrays.stream(type.getFields())
                .filter(each -> arguments.isEmpty() && each.getName().equals(name))
                .map(Field::getGenericType)
                .findFirst());
    }

    private static Type element(Type type) {
        return Collection.class.isAssignableFrom(raw(type)) && type instanceof ParameterizedType list
                ? list.getActualTypeArguments()[0]
                : Object.class;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        }
        if (type instanceof ParameterizedType generic) {
            return raw(generic.getRawType());
        }
        return type instanceof WildcardType wildcard ? raw(wildcard.getUpperBounds()[0]) : Object.class;
    }
}
