package hudson.tasks;

public class Mailer extends Publisher {
    private Mailer() {}

    public static native DescriptorImpl descriptor();

    public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        private DescriptorImpl() {}

        public native String getSmtpHost();

        public native String getSmtpPort();

        public native boolean getUseSsl();

        public native boolean getUseTls();

        public native SMTPAuthentication getAuthentication();
    }

    public static class UserProperty extends hudson.model.UserProperty {
        public UserProperty(String emailAddress) {}

        public native String getAddress();
    }
}
