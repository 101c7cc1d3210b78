package io.jenkins.plugins.dockereventwatch.silence;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The table of silences. A running watch applies changes to the next alert. */
public final class SilenceRepository {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final String SELECT =
            "select id, matchers, starts_at, ends_at, reason, author from silence where ends_at > ? order by id";

    private static final Duration LISTED_AFTER_END = Duration.ofDays(7);

    private static final int AUTHOR_LENGTH = 200;

    private final Store store;
    private final Clock clock;

    public SilenceRepository(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Adds a silence and returns its id. */
    public long add(Silence silence) throws StoreException {
        return store.transaction(sql -> sql.of(
                        "insert into silence (matchers, starts_at, ends_at, reason, author) values (?, ?, ?, ?, ?)")
                .insert(
                        write(silence.matchers()),
                        silence.starts().toEpochMilli(),
                        silence.ends().toEpochMilli(),
                        SafeText.abbreviate(silence.reason(), Silence.LONGEST_REASON),
                        SafeText.abbreviate(silence.author(), AUTHOR_LENGTH))
                .orElseThrow());
    }

    /** Returns all silences except those that ended more than 7 days ago, the oldest first. */
    public List<Silence> list() throws StoreException {
        long endingAfter = clock.instant().minus(LISTED_AFTER_END).toEpochMilli();
        return store.transaction(sql -> list(sql, endingAfter));
    }

    /** Returns the silences that end after a time in milliseconds since the epoch, the oldest first. */
    public static List<Silence> list(Sql sql, long endingAfter) throws SQLException {
        return sql.of(SELECT)
                .query(
                        row -> new Silence(
                                row.getLong(1),
                                read(row.getString(2)),
                                Instant.ofEpochMilli(row.getLong(3)),
                                Instant.ofEpochMilli(row.getLong(4)),
                                row.getString(5),
                                row.getString(6)),
                        endingAfter);
    }

    /** Ends a silence now. Returns false if no silence with this id exists or it has already ended. */
    public boolean end(long id) throws StoreException {
        long now = clock.millis();
        return store.transaction(sql -> sql.of("update silence set ends_at = ? where id = ? and ends_at > ?")
                .changes(now, id, now));
    }

    static String write(List<Condition> conditions) {
        return MAPPER.valueToTree(conditions).toString();
    }

    static List<Condition> read(String text) {
        return List.of(MAPPER.convertValue(AlertJson.parse(text), Condition[].class));
    }
}
