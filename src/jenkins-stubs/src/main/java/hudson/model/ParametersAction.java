package hudson.model;

import java.util.List;

public class ParametersAction implements Action {
    ParametersAction() {}

    public native List<ParameterValue> getAllParameters();

    @Override
    public native String getIconFileName();

    @Override
    public native String getDisplayName();

    @Override
    public native String getUrlName();
}
