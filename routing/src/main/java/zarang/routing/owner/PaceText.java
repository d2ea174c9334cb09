package zarang.routing.owner;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.routing.estimate.LearntPace;
import zarang.routing.estimate.PaceSums;

/**
 * How fast queues moved, as it is kept: a line for each queue and one more for each of its tiers,
 * of {@code queue TAB tier TAB places TAB agent-seconds TAB callers TAB seconds since 1970}. The
 * line of all tiers comes first and names none.
 */
final class PaceText {
    /** More tiers of a queue are not kept; they take what is known of all. */
    static final int TIERS_MAX = 16;

    private static final Logger log = LoggerFactory.getLogger(PaceText.class);
    private static final int FIELDS = 6;

    private PaceText() {}

    static String write(Map<QueueName, LearntPace> paces, Instant now) {
        StringBuilder text = new StringBuilder();
        paces.forEach((queue, pace) -> {
            line(text, queue, "", pace.all(), now);
            pace.byTier().entrySet().stream()
                    .limit(TIERS_MAX)
                    .forEach(tier -> line(text, queue, tier.getKey().name(), tier.getValue(), now));
        });
        return text.toString();
    }

    private static void line(
            StringBuilder text, QueueName queue, String tier, PaceSums sums, Instant now) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "%s\t%s\t%.4f\t%.4f\t%.4f\t%d\n",
                        queue.value(),
                        tier,
                        sums.places(),
                        sums.agentSeconds(),
                        sums.callers(),
                        now.minus(sums.age()).getEpochSecond()));
    }

    /** What can be read of it: another version may have written it. */
    static Map<QueueName, LearntPace> read(String text, Instant now) {
        Map<QueueName, LearntPace> paces = new HashMap<>();
        for (String line : text.lines().toList()) {
            List<String> fields = List.of(line.split("\t", -1));
            try {
                add(paces, fields, now);
            } catch (IllegalArgumentException | DateTimeException unreadable) {
                log.debug("floor.paces has a line that is none line={}", line, unreadable);
            }
        }
        return paces;
    }

    private static void add(Map<QueueName, LearntPace> paces, List<String> fields, Instant now) {
        if (fields.size() != FIELDS) {
            throw new IllegalArgumentException(
                    "found " + fields.size() + " fields; expected " + FIELDS);
        }
        QueueName queue = new QueueName(fields.getFirst());
        PaceSums sums =
                new PaceSums(
                        Double.parseDouble(fields.get(2)),
                        Double.parseDouble(fields.get(3)),
                        Double.parseDouble(fields.get(4)),
                        Duration.between(
                                Instant.ofEpochSecond(Long.parseLong(fields.get(5))), now));
        if (fields.get(1).isEmpty()) {
            paces.put(queue, new LearntPace(sums, Map.of()));
            return;
        }
        Tier tier = new Tier(fields.get(1));
        paces.computeIfPresent(
                queue,
                (_, pace) -> {
                    Map<Tier, PaceSums> tiers = new HashMap<>(pace.byTier());
                    tiers.put(tier, sums);
                    return new LearntPace(pace.all(), tiers);
                });
    }
}
