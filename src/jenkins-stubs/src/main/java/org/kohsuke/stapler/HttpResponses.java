package org.kohsuke.stapler;

public abstract class HttpResponses {
    protected HttpResponses() {}

    public static native HttpResponseException redirectViaContextPath(String relative);

    public static native HttpResponse redirectToDot();

    public static native HttpResponseException errorWithoutStack(int code, String errorMessage);

    public static native ForwardToView forwardToView(Object it, String view);

    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        private static final long serialVersionUID = 1L;

        protected HttpResponseException() {}
    }
}
