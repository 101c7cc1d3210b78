package io.jenkins.plugins.dockereventwatch.silence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.dockereventwatch.alert.AlertJson;
import io.jenkins.plugins.dockereventwatch.event.FieldPath;
import io.jenkins.plugins.dockereventwatch.rule.Condition;
import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.store.Store;
import io.jenkins.plugins.dockereventwatch.store.StoreException;
import io.jenkins.plugins.dockereventwatch.text.SafeText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The silences of a state: added, listed, ended. A watch heeds them within seconds. */
public final class SilenceRepository {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Ended ones are listed that long. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final int LONGEST_AUTHOR = 200;

    private final Store store;
    private final Clock clock;

    /** Opens the book of a state. */
    public SilenceRepository(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Adds one; returns its number. */
    public long add(Silence silence) throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .insert(
                        "insert into silence (matchers, starts_at, ends_at, reason, author) values (?, ?, ?, ?, ?)",
                        write(silence.matchers()),
                        silence.starts().toEpochMilli(),
                        silence.ends().toEpochMilli(),
                        SafeText.abbreviate(silence.reason(), Silence.LONGEST_REASON),
                        SafeText.abbreviate(silence.author(), LONGEST_AUTHOR))
                .orElseThrow());
    }

    /** All that are not long over, the oldest first. */
    public List<Silence> list() throws StoreException {
        return store.transaction(connection -> new Sql(connection)
                .query(
                        row -> new Silence(
                                row.getLong(1),
                                read(row.getString(2)),
                                Instant.ofEpochMilli(row.getLong(3)),
                                Instant.ofEpochMilli(row.getLong(4)),
                                row.getString(5),
                                row.getString(6)),
                        "select id, matchers, starts_at, ends_at, reason, author from silence where ends_at > ?"
                                + " order by id",
                        clock.instant().minus(REMEMBERED).toEpochMilli()));
    }

    /** Ends one now; false if there is none of that number that is not over. */
    public boolean end(long id) throws StoreException {
        long now = clock.millis();
        return store.transaction(connection ->
                new Sql(connection).update("update silence set ends_at = ? where id = ? and ends_at > ?", now, id, now)
                        > 0);
    }

    static String write(List<Condition> conditions) {
        ArrayNode array = MAPPER.createArrayNode();
        for (Condition condition : conditions) {
            ObjectNode json = array.addObject();
            json.put("field", condition.field().toString());
            json.put("operator", condition.operator().name());
            json.put("quantifier", condition.quantifier().name());
            condition.values().forEach(json.putArray("values")::add);
        }
        return array.toString();
    }

    static List<Condition> read(String text) {
        List<Condition> conditions = new ArrayList<>();
        for (JsonNode json : AlertJson.parse(text)) {
            List<String> values = new ArrayList<>();
            json.get("values").forEach(value -> values.add(value.asText()));
            conditions.add(new Condition(
                    FieldPath.of(json.get("field").asText()),
                    Condition.Operator.valueOf(json.get("operator").asText()),
                    Condition.Quantifier.valueOf(json.get("quantifier").asText()),
                    values));
        }
        return conditions;
    }
}
