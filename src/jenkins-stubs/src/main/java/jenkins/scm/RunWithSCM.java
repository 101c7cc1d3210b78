package jenkins.scm;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import java.util.Set;

public interface RunWithSCM<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT> & RunWithSCM<JobT, RunT>> {
    default Set<User> getCulprits() {
        throw new UnsupportedOperationException("a signature only");
    }
}
