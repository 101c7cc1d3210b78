package hudson.model;

public abstract class Cause {
    protected Cause() {}

    public abstract String getShortDescription();

    public static class UserIdCause extends Cause {
        public native String getUserId();

        public native String getUserName();

        @Override
        public native String getShortDescription();
    }
}
