package zarang.ivr.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * What happened in a trial, in order. At most {@value #LIMIT} entries are kept: a trial that makes
 * more is at fault, and ends.
 */
public final class Transcript {
    static final int LIMIT = 20_000;

    /**
     * Something that happened.
     *
     * @param at since the call began
     * @param step that was at hand; empty before the first
     */
    public record Entry(Duration at, String step, Happening what) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%9.3f  %-18s %s", at.toMillis() / 1000.0, step, what.words());
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(Entry entry) {
        if (entries.size() < LIMIT) {
            entries.add(entry);
        }
    }

    boolean isFull() {
        return entries.size() >= LIMIT;
    }

    public int size() {
        return entries.size();
    }

    /** What happened; the list grows with the trial. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The last entries, a line each. */
    public List<String> last(int count) {
        return entries.subList(Math.max(0, entries.size() - count), entries.size()).stream()
                .map(Entry::toString)
                .toList();
    }
}
