package io.jenkins.plugins.dockereventwatch.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The signatures of src/jenkins-stubs, held against Jenkins itself. */
class SignaturesTest {

    private static final Path SIGNATURES =
            Path.of("..", "jenkins-stubs", "target", "classes").toAbsolutePath().normalize();
    private static final Path OUR_OWN = SIGNATURES.resolve("io/jenkins/plugins/dockereventwatch");

    private final Set<String> faults = new TreeSet<>();

    @Test
    void everyStubExistsInJenkins() throws IOException {
        List<Path> types;
        try (Stream<Path> files = Files.walk(SIGNATURES)) {
            types = files.filter(file -> file.toString().endsWith(".class") && !file.startsWith(OUR_OWN))
                    .toList();
        }
        for (Path type : types) {
            new ClassReader(Files.readAllBytes(type)).accept(new Comparison(), ClassReader.SKIP_CODE);
        }

        assertThat(types).isNotEmpty();
        assertThat(faults).isEmpty();
    }

    private final class Comparison extends ClassVisitor {

        private Class<?> real;

        Comparison() {
            super(Opcodes.ASM9);
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            real = load(name);
            if (real == null) {
                faults.add(name + ": there is no such type");
                return;
            }
            if (real.isInterface() != ((access & Opcodes.ACC_INTERFACE) != 0)
                    || real.isAnnotation() != ((access & Opcodes.ACC_ANNOTATION) != 0)
                    || real.isEnum() != ((access & Opcodes.ACC_ENUM) != 0)) {
                faults.add(name + ": another kind of type");
            }
            Stream.concat(Stream.of(superName), Arrays.stream(interfaces)).forEach(parent -> {
                Class<?> realParent = load(parent);
                if (realParent == null || !realParent.isAssignableFrom(real)) {
                    faults.add(name + " is no " + parent);
                }
            });
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            if (real != null && isNamed(access)) {
                check("field " + name, access, find(real, type -> fields(type, name, descriptor)));
            }
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            if (real != null && isNamed(access) && !name.equals("<clinit>")) {
                List<? extends Member> found = name.equals("<init>")
                        ? constructors(real, descriptor)
                        : find(real, type -> methods(type, name, descriptor));
                check(name + descriptor, access, found);
            }
            return null;
        }

        private void check(String what, int access, List<? extends Member> found) {
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            boolean isPublic = (access & Opcodes.ACC_PUBLIC) != 0;
            if (found.stream()
                    .noneMatch(member -> Modifier.isStatic(member.getModifiers()) == isStatic
                            && (Modifier.isPublic(member.getModifiers())
                                    || (!isPublic && Modifier.isProtected(member.getModifiers()))))) {
                faults.add(real.getName() + ": there is no such " + what);
            }
        }

        /** Bridges and what javac adds are not named by anyone, and what is private is not part of the signature. */
        private static boolean isNamed(int access) {
            return (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0
                    && (access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)) == 0;
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name.replace('/', '.'), false, SignaturesTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    private interface Members {
        List<? extends Member> in(Class<?> type);
    }

    /** In a type or those above it, as the Java machine looks a member up. */
    private static List<Member> find(Class<?> type, Members members) {
        List<Member> found = new ArrayList<>(members.in(type));
        if (type.getSuperclass() != null) {
            found.addAll(find(type.getSuperclass(), members));
        }
        for (Class<?> each : type.getInterfaces()) {
            found.addAll(find(each, members));
        }
        if (type.isInterface()) {
            found.addAll(members.in(Object.class));
        }
        return found;
    }

    private static List<Field> fields(Class<?> type, String name, String descriptor) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getName().equals(name)
                        && Type.getDescriptor(field.getType()).equals(descriptor))
                .toList();
    }

    private static List<Method> methods(Class<?> type, String name, String descriptor) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name)
                        && Type.getMethodDescriptor(method).equals(descriptor))
                .toList();
    }

    private static List<Constructor<?>> constructors(Class<?> type, String descriptor) {
        return Arrays.stream(type.getDeclaredConstructors())
                .filter(constructor ->
                        Type.getConstructorDescriptor(constructor).equals(descriptor))
                .toList();
    }
}
