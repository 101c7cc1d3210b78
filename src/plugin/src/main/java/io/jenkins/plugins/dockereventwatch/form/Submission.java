package io.jenkins.plugins.dockereventwatch.form;

import hudson.BulkChange;
import hudson.model.Descriptor.FormException;
import hudson.model.Saveable;
import java.util.List;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** Reads a submitted form, completely or not at all. */
public final class Submission {

    private Submission() {}

    /**
     * Reads settings without saving them.
     *
     * @param textAreas the fields with one entry per line
     * @param fresh settings with initial values, which are modified; the form does not contain empty lists
     * @param notSaved the error message if a value is invalid
     * @return the settings
     * @throws FormException if a value is invalid
     */
    public static <T extends Saveable> T read(
            StaplerRequest2 request, JSONObject form, List<String> textAreas, T fresh, UnaryOperator<String> notSaved)
            throws FormException {
        BulkChange unwritten = new BulkChange(fresh);
        try {
            FormText.bindLines(form, textAreas);
            request.bindJSON(fresh, form);
            return fresh;
        } catch (RuntimeException e) {
            throw new FormException(notSaved.apply(rootMessage(e)), e, null);
        } finally {
            unwritten.abort();
        }
    }

    private static String rootMessage(Throwable e) {
        return e.getCause() == null || e.getCause() == e ? e.getMessage() : rootMessage(e.getCause());
    }
}
