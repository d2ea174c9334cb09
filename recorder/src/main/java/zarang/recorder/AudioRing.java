package zarang.recorder;

import static zarang.call.recording.RecordingSink.CALLER;
import static zarang.call.recording.RecordingSink.THIRD;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import zarang.call.recording.HeardAudio;
import zarang.media.codec.G711;

/**
 * The packets between one media loop and the writer thread: a ring that neither waits nor
 * allocates.
 *
 * <p>One producer, one consumer. All legs of a call share a media loop, so there is one producer;
 * should two threads ever offer at the same moment, a guard turns one away and its packet counts as
 * overflowed, instead of corrupting the ring.
 *
 * <p>A packet lies in one piece, what describes it right before its payload: each side finds the
 * ring cold, and so touches 3 or 4 lines of the cache for 20 ms of audio instead of 9. Layout, each
 * packet from a multiple of 8 on:
 *
 * <pre>
 * 0 arrival ns(64)   8 time stamp(32)   12 source(32)   16 length(16)   18 side(8)   19 payload type(8)   20 payload
 * </pre>
 *
 * <p>Length 0 says that the next packet lies at the beginning of the ring. The writer thread reads
 * a payload where it lies; its place is free once the next packet was asked for.
 */
final class AudioRing {
    /** 200 ms of G.711: longer packets are refused. */
    static final int PAYLOAD_MAX = 1_600;

    private static final int HEADER = 20;
    private static final int ALIGNMENT = 8;
    private static final int BYTES_PER_SECOND = 2 * 8_000;

    /** Both sides at 10 ms a packet; a third makes the room last a third shorter. */
    private static final int PACKETS_PER_SECOND = 2 * 100;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());

    private final byte[] bytes;
    private final AtomicBoolean offering = new AtomicBoolean();
    private final AtomicLong overflowed = new AtomicLong();
    private final AtomicLong unfit = new AtomicLong();

    /** Bytes ever taken up, and ever freed: what lies between is in use. */
    private final AtomicLong written = new AtomicLong();

    private final AtomicLong read = new AtomicLong();

    /** Where the next packet goes; the producer's own. */
    private int writeAt;

    /** Where the packet lies that was taken last, and what it takes up; the writer thread's own. */
    private int readAt;

    private int held;

    AudioRing(int seconds) {
        int room = seconds * (BYTES_PER_SECOND + PACKETS_PER_SECOND * (HEADER + ALIGNMENT));
        bytes = new byte[aligned(room + HEADER + PAYLOAD_MAX)];
    }

    private static int aligned(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** Copies a packet in, or counts it as overflowed. Media loop. */
    void offer(HeardAudio heard) {
        int length = heard.length();
        int side = heard.track();
        if (length < 1 || length > PAYLOAD_MAX || side < CALLER || side > THIRD) {
            unfit.incrementAndGet();
            return;
        }
        if (!offering.compareAndSet(false, true)) {
            overflowed.incrementAndGet();
            return;
        }
        try {
            if (!put(heard, length)) {
                overflowed.incrementAndGet();
            }
        } finally {
            offering.set(false);
        }
    }

    private boolean put(HeardAudio heard, int length) {
        int needed = aligned(HEADER + length);
        int left = bytes.length - writeAt;
        int skipped = needed > left ? left : 0;
        long taken = written.getPlain();
        if (taken + skipped + needed - read.getAcquire() > bytes.length) {
            return false;
        }
        if (skipped > 0) {
            markEnd(left);
            writeAt = 0;
        }
        int at = writeAt;
        LONGS.set(bytes, at, heard.arrivalNanos());
        INTS.set(bytes, at + 8, heard.timestamp());
        INTS.set(bytes, at + 12, heard.source());
        SHORTS.set(bytes, at + 16, (short) length);
        bytes[at + 18] = (byte) heard.track();
        bytes[at + 19] = (byte) (heard.law() == HeardAudio.Law.A ? G711.PCMA : G711.PCMU);
        System.arraycopy(heard.buffer(), heard.offset(), bytes, at + HEADER, length);
        writeAt = at + needed == bytes.length ? 0 : at + needed;
        written.setRelease(taken + skipped + needed);
        return true;
    }

    /** Less room than a header's says the same by itself. */
    private void markEnd(int left) {
        if (left >= HEADER) {
            SHORTS.set(bytes, writeAt + 16, (short) 0);
        }
    }

    /**
     * Finds the oldest packet, and frees the place of the one before; false if there is none.
     * Writer thread.
     */
    boolean poll(Packet packet) {
        long freed = read.getPlain() + held;
        readAt = readAt + held == bytes.length ? 0 : readAt + held;
        held = 0;
        read.setRelease(freed);
        if (freed == written.getAcquire()) {
            return false;
        }
        int left = bytes.length - readAt;
        if (left < HEADER || length(readAt) == 0) {
            read.setRelease(freed + left);
            readAt = 0;
        }
        packet.find(bytes, readAt);
        held = aligned(HEADER + packet.length);
        return true;
    }

    private int length(int at) {
        return (short) SHORTS.get(bytes, at + 16);
    }

    /** Packets that found no room so far. Any thread. */
    long overflowed() {
        return overflowed.get();
    }

    /** Packets refused because they are oversized, empty or of no side. Any thread. */
    long unfit() {
        return unfit.get();
    }

    /**
     * A look at one packet where it lies in the ring, good until the next is asked for; the writer
     * thread has one and uses it again and again.
     */
    static final class Packet {
        private static final byte[] NOTHING = new byte[0];

        int side;
        long arrivalNanos;
        int timestamp;
        int ssrc;
        int payloadType;
        int length;
        private byte[] bytes = NOTHING;
        private int first;

        private void find(byte[] in, int at) {
            bytes = in;
            first = at + HEADER;
            arrivalNanos = (long) LONGS.get(in, at);
            timestamp = (int) INTS.get(in, at + 8);
            ssrc = (int) INTS.get(in, at + 12);
            length = (short) SHORTS.get(in, at + 16);
            side = in[at + 18];
            payloadType = in[at + 19];
        }

        /** A byte of the payload. */
        byte payload(int index) {
            return bytes[first + index];
        }
    }
}
