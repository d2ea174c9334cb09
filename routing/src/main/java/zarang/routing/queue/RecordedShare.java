package zarang.routing.queue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import zarang.call.CallId;
import zarang.routing.Bounds;

/**
 * Which calls of a queue are recorded. A call is or is not, with all its talks, in every process.
 *
 * @param percent of the calls; 0-100
 */
public record RecordedShare(int percent) {
    /** All of them. */
    public static final RecordedShare ALL = new RecordedShare(100);

    /** What {@link #parse} reads. */
    public static final String WRITTEN = "all, none, or a share from 1% to 99%";

    private static final Pattern SHARE = Pattern.compile("([1-9][0-9]?)%");

    public RecordedShare {
        Bounds.require("record", percent, 0, 100);
    }

    public static Optional<RecordedShare> parse(String text) {
        Matcher share = SHARE.matcher(text);
        return switch (text) {
            case "all" -> Optional.of(ALL);
            case "none" -> Optional.of(new RecordedShare(0));
            default ->
                    share.matches()
                            ? Optional.of(new RecordedShare(Integer.parseInt(share.group(1))))
                            : Optional.empty();
        };
    }

    /** Whether this call is one of them. */
    public boolean holds(CallId call) {
        CRC32 spread = new CRC32();
        spread.update(call.value().getBytes(StandardCharsets.UTF_8));
        return spread.getValue() % 100 < percent;
    }

    @Override
    public String toString() {
        return percent == 100 ? "all" : percent == 0 ? "none" : percent + "%";
    }
}
