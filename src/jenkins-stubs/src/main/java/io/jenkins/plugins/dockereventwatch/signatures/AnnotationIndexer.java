package io.jenkins.plugins.dockereventwatch.signatures;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;

/**
 * Writes the indexes that tell Jenkins which classes carry {@code @Symbol}, {@code @Initializer} or {@code @Terminator},
 * itself or on a member: {@code META-INF/services/annotations/ANNOTATION}, one binary class name a line, in order.
 * Extensions have an index of another kind, which SezPoz writes.
 */
@SupportedAnnotationTypes({"org.jenkinsci.Symbol", "hudson.init.Initializer", "hudson.init.Terminator"})
public final class AnnotationIndexer extends AbstractProcessor {

    private static final String FOLDER = "META-INF/services/annotations/";

    private final Map<String, Set<String>> classesByAnnotation = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement annotation : annotations) {
            Set<String> classes = classesByAnnotation.computeIfAbsent(
                    annotation.getQualifiedName().toString(), name -> new TreeSet<>());
            for (Element annotated : round.getElementsAnnotatedWith(annotation)) {
                TypeElement owner =
                        (TypeElement) (annotated instanceof TypeElement ? annotated : annotated.getEnclosingElement());
                classes.add(processingEnv.getElementUtils().getBinaryName(owner).toString());
            }
        }
        if (round.processingOver()) {
            classesByAnnotation.forEach(this::write);
        }
        return false;
    }

    private void write(String annotation, Set<String> classes) {
        try (Writer index = processingEnv
                .getFiler()
                .createResource(StandardLocation.CLASS_OUTPUT, "", FOLDER + annotation)
                .openWriter()) {
            for (String name : classes) {
                index.write(name + "\n");
            }
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(Diagnostic.Kind.ERROR, "the index of " + annotation + " cannot be written: " + e);
        }
    }
}
