package zarang.api.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A topic that somebody follows, or did a moment ago: its state, its last changes, its readers. The
 * hub's thread.
 */
final class FollowedTopic {
    /** As many changes are kept for those who come back: a quarter of a minute at four a second. */
    static final int KEPT = 64;

    /** A change as it was sent. */
    record Change(long seq, String json) {}

    final LiveTopic topic;
    final Set<LiveReader> readers = new LinkedHashSet<>();
    private final Deque<Change> changes = new ArrayDeque<>();
    private @Nullable LiveState state;
    private @Nullable String snapshot;
    private long seq;

    /** The number before the oldest change that is kept. */
    private long since;

    private @Nullable LiveMessage stale;

    /** Looks since which there was nobody. */
    int looksAlone;

    /**
     * @param before the last number that it, or any other, may have had before it was forgotten
     */
    FollowedTopic(LiveTopic topic, long before) {
        this.topic = topic;
        seq = before;
    }

    boolean isKnown() {
        return state != null;
    }

    long seq() {
        return seq;
    }

    /** What is there now; gives the change, if there was one that somebody can follow. */
    Optional<Change> become(LiveState next) {
        stale = null;
        LiveState before = state;
        if (before == null) {
            state = next;
            since = ++seq;
            return Optional.empty();
        }
        LiveState.Difference difference = next.from(before);
        if (difference.isNone()) {
            return Optional.empty();
        }
        state = next;
        snapshot = null;
        Change change = new Change(++seq, LiveText.change(topic, seq, difference));
        changes.add(change);
        if (changes.size() > KEPT) {
            since = changes.remove().seq();
        }
        return Optional.of(change);
    }

    /** Nothing is known of it now; false if that was so already. */
    boolean becomeStale(String code) {
        boolean news = stale == null;
        if (news) {
            stale = LiveMessage.of("stale", topic, 0, LiveText.stale(topic, code));
        }
        return news;
    }

    /** That nothing is known of it now; empty: it is. */
    Optional<LiveMessage> stale() {
        return Optional.ofNullable(stale);
    }

    /** All of it, made once for all who want it. */
    String snapshot() {
        LiveState now = state;
        if (now == null) {
            throw new IllegalStateException("nothing is known of " + topic);
        }
        String text = snapshot;
        if (text == null) {
            text = LiveText.snapshot(topic, seq, now);
            snapshot = text;
        }
        return text;
    }

    /** What came after a number; empty if it is too old, or was never given. */
    Optional<List<Change>> after(long known) {
        return known < since || known > seq
                ? Optional.empty()
                : Optional.of(
                        new ArrayList<>(
                                changes.stream().filter(each -> each.seq() > known).toList()));
    }
}
