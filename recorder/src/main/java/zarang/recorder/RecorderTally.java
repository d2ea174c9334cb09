package zarang.recorder;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The recorder's counters. Any thread, but never a media loop: an adder may allocate. */
final class RecorderTally {
    /** Recordings that hold memory: bounded by {@link RecorderSettings#openMax()}. */
    final AtomicInteger open = new AtomicInteger();

    final LongAdder begun = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder cutShort = new LongAdder();
    final LongAdder ready = new LongAdder();
    final LongAdder repaired = new LongAdder();
    final LongAdder notSealed = new LongAdder();
    private final LongAdder packets = new LongAdder();
    private final LongAdder overflowed = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder unusable = new LongAdder();
    private final LongAdder anchors = new LongAdder();

    /** Adds what one recording counted since the last time. */
    void add(PacketCounts since) {
        packets.add(since.packets());
        overflowed.add(since.overflowed());
        late.add(since.late());
        unusable.add(since.unusable());
        anchors.add(since.anchors());
    }

    RecorderCounters snapshot() {
        return new RecorderCounters(
                open.get(),
                begun.sum(),
                refused.sum(),
                cutShort.sum(),
                ready.sum(),
                repaired.sum(),
                notSealed.sum(),
                packets.sum(),
                overflowed.sum(),
                late.sum(),
                unusable.sum(),
                anchors.sum());
    }
}
