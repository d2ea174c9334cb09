package zarang.media;

import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.function.LongSupplier;
import zarang.media.loop.PacingWheel;

/**
 * What a media loop lends to those on it: one set for each loop. Who borrows a buffer is done with
 * it when it returns. Media loop only.
 *
 * @param clock monotonic ns
 * @param wheel says who sends next
 * @param arrival the packet that came
 * @param departure the packet that goes
 * @param outBuffer where packets of our own are written
 */
record LoopTools(
        LongSupplier clock,
        Selector selector,
        PacingWheel wheel,
        LoopTally tally,
        OpenLegs legs,
        ClosingPorts closing,
        Arrival arrival,
        Departure departure,
        ByteBuffer outBuffer) {
    private static final int BUFFER_BYTES = 2048;

    static LoopTools of(
            LongSupplier clock, Selector selector, LoopTally tally, ClosingPorts closing) {
        return new LoopTools(
                clock,
                selector,
                new PacingWheel(),
                tally,
                new OpenLegs(),
                closing,
                new Arrival(),
                new Departure(),
                ByteBuffer.allocateDirect(BUFFER_BYTES));
    }

    long nanos() {
        return clock.getAsLong();
    }
}
