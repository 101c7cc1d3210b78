package hudson.tasks;

public class Mailer {
    private Mailer() {}

    public static class UserProperty extends hudson.model.UserProperty {
        public UserProperty(String emailAddress) {}

        public native String getAddress();
    }
}
