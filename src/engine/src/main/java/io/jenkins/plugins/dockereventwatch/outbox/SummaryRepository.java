package io.jenkins.plugins.dockereventwatch.outbox;

import io.jenkins.plugins.dockereventwatch.store.Sql;
import io.jenkins.plugins.dockereventwatch.text.Digest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Replaces several messages by one that contains their alerts. */
public record SummaryRepository(Sql sql, long now) {

    /** The state of the messages to be replaced. Locks them, which another watcher may claim, before their alerts. */
    public static final String SUMMARIZING = "summarizing";

    private static final Logger LOG = System.getLogger(SummaryRepository.class.getName());

    /**
     * Replaces the messages of a notifier with the state {@link #SUMMARIZING}.
     *
     * @param reason why they are replaced, for the headline
     */
    public void summarize(String notifier, String reason) throws SQLException {
        String summarized = "from delivery where notifier = ? and state = '" + SUMMARIZING + "'";
        Map<String, Long> kinds =
                sql.of("select kind, count(*) " + summarized + " group by kind").numbers(notifier);
        String headline = headline(kinds, reason);
        PendingMessage.Kind kind = kinds.keySet().equals(Set.of(PendingMessage.Kind.RESOLVED.name()))
                ? PendingMessage.Kind.RESOLVED
                : PendingMessage.Kind.SUMMARY;
        Long about = sql.of("select min(about) " + summarized).number(notifier).orElse(null);
        long summary = new DeliveryRepository(sql, now).add(notifier, Digest.of("summary"), kind, now, headline, about);
        int alerts = sql.of("update alert set delivery = ? where delivery in (select id " + summarized + ")")
                .update(summary, notifier);
        if (alerts > 0) {
            sql.of("update delivery set about = null where id = ?").update(summary);
        }
        sql.of("update delivery set state = 'summarized', finished_at = ? where notifier = ? and state = '"
                        + SUMMARIZING + "'")
                .update(now, notifier);
        LOG.log(Level.INFO, "notifier {0}: {1}", notifier, headline);
    }

    private static String headline(Map<String, Long> kinds, String reason) {
        long loops = kinds.getOrDefault(PendingMessage.Kind.CRASH_LOOP.name(), 0L)
                + kinds.getOrDefault(PendingMessage.Kind.CRASH_LOOP_OVER.name(), 0L);
        long resolved = kinds.getOrDefault(PendingMessage.Kind.RESOLVED.name(), 0L);
        long all = kinds.values().stream().mapToLong(Long::longValue).sum();
        String others = loops + resolved == 0
                ? ""
                : String.format(Locale.ENGLISH, " (%,d about crash loops, %,d about resolved alerts)", loops, resolved);
        return String.format(Locale.ENGLISH, "%,d messages in one%s: %s", all, others, reason);
    }
}
