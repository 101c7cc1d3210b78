package io.jenkins.plugins.dockereventwatch.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The plugin's own steps, made from named arguments as Jenkins makes them: by what is data-bound, and nothing else. */
final class OurSteps {

    private final Map<String, StepDescriptor> descriptors = new TreeMap<>();

    OurSteps() throws IOException, ReflectiveOperationException {
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class)) {
            Class<?> type = Class.forName(item.className());
            if (StepDescriptor.class.isAssignableFrom(type)) {
                StepDescriptor descriptor =
                        (StepDescriptor) type.getDeclaredConstructor().newInstance();
                descriptors.put(descriptor.getFunctionName(), descriptor);
            }
        }
        assertThat(descriptors).isNotEmpty();
    }

    Set<String> names() {
        return descriptors.keySet();
    }

    /** Jenkins' own answer, false, is not there in this build: it counts where a step gives another. */
    boolean takesBlock(String name) {
        StepDescriptor descriptor = descriptors.get(name);
        return Arrays.stream(descriptor.getClass().getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals("takesImplicitBlockArgument"))
                && descriptor.takesImplicitBlockArgument();
    }

    /** Makes a step; an argument that it does not have, one that is missing, or one of another type is an error. */
    Step make(String name, Map<String, Object> arguments) throws ReflectiveOperationException {
        Class<?> type = descriptors.get(name).getClass().getEnclosingClass();
        Constructor<?> constructor = Arrays.stream(type.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow();
        Map<String, Object> left = new TreeMap<>(arguments);
        Object[] values = new Object[constructor.getParameterCount()];
        for (int i = 0; i < values.length; i++) {
            Parameter parameter = constructor.getParameters()[i];
            assertThat(left)
                    .as("%s needs the argument %s", name, parameter.getName())
                    .containsKey(parameter.getName());
            values[i] = coerced(name, parameter.getName(), parameter.getType(), left.remove(parameter.getName()));
        }
        Step step = (Step) constructor.newInstance(values);
        Map<String, Method> setters = setters(type);
        for (Map.Entry<String, Object> argument : left.entrySet()) {
            assertThat(setters.keySet())
                    .as("%s has no argument %s", name, argument.getKey())
                    .contains(argument.getKey());
            Method setter = setters.get(argument.getKey());
            setter.invoke(step, coerced(name, argument.getKey(), setter.getParameterTypes()[0], argument.getValue()));
        }
        return step;
    }

    private static Map<String, Method> setters(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .collect(Collectors.toMap(method -> property(method.getName()), method -> method));
    }

    private static String property(String setter) {
        return Character.toLowerCase(setter.charAt(3)) + setter.substring(4);
    }

    /** What Jenkins itself changes: texts with variables put in become texts, and numbers fit. */
    private static Object coerced(String step, String argument, Class<?> type, Object value) {
        Object plain = value instanceof CharSequence ? value.toString() : value;
        boolean fits = type.isInstance(plain)
                || type == boolean.class && plain instanceof Boolean
                || type == int.class && plain instanceof Integer;
        assertThat(fits)
                .as("%s: %s is a %s, not %s", step, argument, type.getSimpleName(), plain)
                .isTrue();
        return plain;
    }
}
