package hudson.model;

import hudson.XmlFile;
import jenkins.model.Loadable;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> implements Loadable, Saveable {
    protected Descriptor() {}

    public native String getDisplayName();

    public native T newInstance(StaplerRequest2 req, JSONObject formData) throws FormException;

    public native boolean configure(StaplerRequest2 req, JSONObject json) throws FormException;

    @Override
    public native void save();

    @Override
    public native void load();

    protected native XmlFile getConfigFile();

    public static final class FormException extends Exception {
        private static final long serialVersionUID = 1L;

        public FormException(String message, Throwable cause, String formField) {
            super(message, cause);
        }

        public FormException(String message, String formField) {
            super(message);
        }
    }
}
