package io.jenkins.plugins.dockereventwatch.form;

import hudson.BulkChange;
import hudson.model.Descriptor.FormException;
import hudson.model.Saveable;
import java.util.List;
import java.util.function.UnaryOperator;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/** A form that was submitted, taken as a whole or not at all. */
public final class Submission {

    private Submission() {}

    /**
     * Reads settings; nothing is written.
     *
     * @param textAreas fields with one entry a line
     * @param fresh settings as at the very first start, which get what the form says: lists that were emptied are not sent
     * @param notSaved what is told of what is wrong
     * @return those
     * @throws FormException if something of it cannot be used
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
