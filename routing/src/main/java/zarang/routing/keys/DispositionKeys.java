package zarang.routing.keys;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import zarang.call.QueueName;
import zarang.config.ConfigReader;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;
import zarang.routing.disposition.Disposition;
import zarang.routing.disposition.DispositionSettings;

/** What {@code agents.yaml} says of what agents say their talks came to. */
public final class DispositionKeys {
    private static final KeyTable TABLE = new KeyTable("agents.yaml");

    /** Codes that there can be. */
    private static final int CODES_MAX = 200;

    private static final Key<String> TITLE =
            TABLE.without(
                    "dispositions.*.title",
                    Values.text("1 to 64 characters", "(?U)\\P{Cntrl}{1,64}"),
                    "its name",
                    "For people.");
    private static final Key<List<String>> QUEUES =
            TABLE.without(
                    "dispositions.*.queues",
                    Kind.several(Values.name(), 1, 100),
                    "all, and calls without a queue",
                    "Whose callers' talks it may be given to.");
    private static final Key<Boolean> NEEDS_NOTES =
            TABLE.of(
                    "dispositions.*.needs-notes",
                    Kind.flag(),
                    "false",
                    "Whether notes must be given with it.");
    private static final Key<Duration> WITHIN =
            TABLE.of(
                    "disposition-within",
                    Kind.span(Duration.ofMinutes(1), Duration.ofDays(1)),
                    "30m",
                    "How long after the end of its call a talk may be given a disposition, or"
                            + " another one.");
    private static final Key<Boolean> ENDS_WRAP_UP =
            TABLE.of(
                    "disposition-ends-wrap-up",
                    Kind.flag(),
                    "false",
                    "Whether an agent's wrap-up is over once the talk before it has one.");

    private DispositionKeys() {}

    public static KeyTable table() {
        return TABLE;
    }

    /** What is written; where that is wrong, it has a finding. */
    public static DispositionSettings read(ConfigReader reading) {
        List<String> known = List.copyOf(reading.names("queues"));
        List<Disposition> codes = new ArrayList<>();
        for (String id : reading.named("dispositions")) {
            List<String> queues = reading.get(QUEUES, id).orElse(List.of());
            new KnownNames(reading)
                    .of(QUEUES, queues, known, "queues of queues.yaml: " + known, id);
            codes.add(
                    new Disposition(
                            id,
                            reading.get(TITLE, id).orElse(id),
                            queues.stream().map(QueueName::new).toList(),
                            reading.value(NEEDS_NOTES, id)));
            if (codes.size() > CODES_MAX) {
                reading.refuse(TITLE, "is one too many, expected " + CODES_MAX + " at most", id);
                break;
            }
        }
        return new DispositionSettings(codes, reading.value(WITHIN), reading.value(ENDS_WRAP_UP));
    }
}
