package zarang.sip.transport;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import zarang.call.loop.ControlLoop;

/**
 * Timers in lists, one for each length: those of one length run out in the order in which they were
 * set, so that to set or cancel one is to link or unlink it, and one alarm of the loop serves a
 * list. Signalling sets tens of thousands of timers of a dozen lengths (T1, 64·T1 …), of which most
 * are cancelled. One thread.
 */
final class TimerLists {
    /** Lengths with a list of their own; a timer of one more has an alarm of its own. */
    private static final int LENGTHS_MAX = 64;

    /** Sets an alarm, in ns from now. */
    interface Alarms {
        ControlLoop.Timer set(long nanos, Runnable task);
    }

    private static final class Entry implements ControlLoop.Timer {
        private final Runnable message;
        private final long dueAt;
        private @Nullable TimerList list;
        private @Nullable Entry before;
        private @Nullable Entry after;

        Entry(Runnable message, long dueAt) {
            this.message = message;
            this.dueAt = dueAt;
        }

        @Override
        public void cancel() {
            if (list != null) {
                list.unlink(this);
            }
        }
    }

    private final class TimerList {
        private final long length;
        private @Nullable Entry first;
        private @Nullable Entry last;
        private ControlLoop.@Nullable Timer alarm;

        TimerList(long length) {
            this.length = length;
        }

        Entry append(Runnable message) {
            Entry entry = new Entry(message, nanos.getAsLong() + length);
            entry.list = this;
            entry.before = last;
            if (last == null) {
                first = entry;
            } else {
                last.after = entry;
            }
            last = entry;
            if (alarm == null) {
                alarm = alarms.set(length, this::due);
            }
            return entry;
        }

        void unlink(Entry entry) {
            Entry before = entry.before;
            Entry after = entry.after;
            if (before == null) {
                first = after;
            } else {
                before.after = after;
            }
            if (after == null) {
                last = before;
            } else {
                after.before = before;
            }
            entry.list = null;
            entry.before = null;
            entry.after = null;
            if (first == null) {
                end();
            }
        }

        private void end() {
            lists.remove(length, this);
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        }

        private void due() {
            long now = nanos.getAsLong();
            Entry entry = first;
            while (entry != null && entry.dueAt - now <= 0) {
                unlink(entry);
                runs.accept(entry.message);
                entry = first;
            }
            if (entry != null) {
                alarm = alarms.set(Math.max(0, entry.dueAt - now), this::due);
            }
        }
    }

    private final LongSupplier nanos;
    private final Alarms alarms;
    private final Consumer<Runnable> runs;
    private final Map<Long, TimerList> lists = new HashMap<>();

    /**
     * @param nanos monotonic time
     * @param runs runs what is due and does not throw
     */
    TimerLists(LongSupplier nanos, Alarms alarms, Consumer<Runnable> runs) {
        this.nanos = nanos;
        this.alarms = alarms;
        this.runs = runs;
    }

    /** Runs {@code message} once {@code length} ns have passed. */
    ControlLoop.Timer set(long length, Runnable message) {
        TimerList known = lists.get(length);
        if (known != null) {
            return known.append(message);
        }
        if (length == 0 || lists.size() == LENGTHS_MAX) {
            return alarms.set(length, () -> runs.accept(message));
        }
        TimerList fresh = new TimerList(length);
        lists.put(length, fresh);
        return fresh.append(message);
    }
}
