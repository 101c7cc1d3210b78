package io.jenkins.plugins.dockereventwatch.schedule;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.JobPersistenceException;
import org.quartz.TriggerKey;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.matchers.GroupMatcher;
import org.quartz.simpl.SimpleClassLoadHelper;
import org.quartz.spi.ClassLoadHelper;
import org.quartz.spi.OperableTrigger;

/**
 * Reads Quartz's tables without deserializing Java objects and without loading the classes that they name, because
 * everybody with access to the database can write them. Public because Quartz creates the instance.
 */
public final class NonDeserializingDelegate extends PostgreSQLDelegate {

    private static final Logger LOG = System.getLogger(NonDeserializingDelegate.class.getName());

    /** Returns null instead of the object in a trigger of another type or in a calendar. */
    @Override
    protected Object getObjectFromBlob(ResultSet row, String column) {
        LOG.log(
                Level.WARNING,
                "Ignored a serialized Java object in Quartz''s tables, column {0}: this program does not write any;"
                        + " check who has access to the database",
                column);
        return null;
    }

    /** Returns the trigger without its calendar: none has one here, and Quartz would look up a missing one without a pause. */
    @Override
    public OperableTrigger selectTrigger(Connection connection, TriggerKey key)
            throws SQLException, ClassNotFoundException, IOException, JobPersistenceException {
        OperableTrigger trigger = super.selectTrigger(connection, key);
        if (trigger != null) {
            trigger.setCalendarName(null);
        }
        return trigger;
    }

    /** Returns null: the tasks have no data. */
    @Override
    protected Object getJobDataFromBlob(ResultSet row, String column) {
        return null;
    }

    @Override
    public JobDetail selectJobDetail(Connection connection, JobKey key, ClassLoadHelper loader)
            throws ClassNotFoundException, IOException, SQLException {
        return super.selectJobDetail(connection, key, new TaskClass());
    }

    @Override
    public List<JobDetail> selectJobDetails(Connection connection, GroupMatcher<JobKey> matcher, ClassLoadHelper loader)
            throws ClassNotFoundException, IOException, SQLException {
        return super.selectJobDetails(connection, matcher, new TaskClass());
    }

    @Override
    public JobDetail selectJobForTrigger(
            Connection connection, ClassLoadHelper loader, TriggerKey key, boolean loadJobClass)
            throws ClassNotFoundException, IOException, SQLException {
        return super.selectJobForTrigger(connection, new TaskClass(), key, loadJobClass);
    }

    /** Returns {@link QuartzJob} whatever name is asked for. */
    private static final class TaskClass extends SimpleClassLoadHelper {

        @Override
        public Class<?> loadClass(String name) {
            return QuartzJob.class;
        }
    }
}
