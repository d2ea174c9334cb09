package zarang.recorder;

import static zarang.call.recording.RecordingSink.AGENT;
import static zarang.call.recording.RecordingSink.CALLER;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import zarang.call.recording.HeardAudio;
import zarang.media.codec.G711;

/**
 * The packets between one media loop and the writer thread: a ring that neither waits nor
 * allocates.
 *
 * <p>One producer, one consumer. Both legs of a call share a media loop, so there is one producer;
 * should two threads ever offer at the same moment, a guard turns one away and its packet counts as
 * overflowed, instead of corrupting the ring.
 *
 * <p>Layout: slot {@code i} of the arrays describes a packet, whose payload lies in {@code bytes}
 * right after that of slot {@code i - 1}, wrapping at the end. Both sizes are powers of two;
 * positions only grow and are masked on use.
 */
final class AudioRing {
    /** 200 ms of G.711: longer packets are refused. */
    static final int PAYLOAD_MAX = 1_600;

    private static final int BYTES_PER_SECOND = 2 * 8_000;

    /** Both sides at 10 ms a packet. */
    private static final int PACKETS_PER_SECOND = 2 * 100;

    private final long[] arrivals;
    private final int[] timestamps;
    private final int[] sources;
    private final short[] lengths;
    private final byte[] sides;
    private final byte[] payloadTypes;
    private final byte[] bytes;

    private final AtomicBoolean offering = new AtomicBoolean();
    private final AtomicLong overflowed = new AtomicLong();
    private final AtomicLong unfit = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    /** Payload bytes ever written; the producer's own. */
    private long bytesWritten;

    /** Payload bytes ever read. */
    private final AtomicLong bytesRead = new AtomicLong();

    AudioRing(int seconds) {
        int slots = powerOfTwo(seconds * PACKETS_PER_SECOND);
        arrivals = new long[slots];
        timestamps = new int[slots];
        sources = new int[slots];
        lengths = new short[slots];
        sides = new byte[slots];
        payloadTypes = new byte[slots];
        bytes = new byte[powerOfTwo(seconds * BYTES_PER_SECOND)];
    }

    private static int powerOfTwo(int least) {
        return Integer.highestOneBit(least - 1) << 1;
    }

    /** Copies a packet in, or counts it as overflowed. Media loop. */
    void offer(HeardAudio heard) {
        int length = heard.length();
        int side = heard.track();
        if (length < 1 || length > PAYLOAD_MAX || (side != CALLER && side != AGENT)) {
            unfit.incrementAndGet();
            return;
        }
        if (!offering.compareAndSet(false, true)) {
            overflowed.incrementAndGet();
            return;
        }
        try {
            long slot = written.getPlain();
            if (slot - read.getAcquire() >= arrivals.length
                    || bytesWritten + length - bytesRead.getAcquire() > bytes.length) {
                overflowed.incrementAndGet();
                return;
            }
            int at = (int) slot & (arrivals.length - 1);
            arrivals[at] = heard.arrivalNanos();
            timestamps[at] = heard.timestamp();
            sources[at] = heard.source();
            lengths[at] = (short) length;
            sides[at] = (byte) side;
            payloadTypes[at] = (byte) (heard.law() == HeardAudio.Law.A ? G711.PCMA : G711.PCMU);
            copyIn(heard.buffer(), heard.offset(), length);
            written.setRelease(slot + 1);
        } finally {
            offering.set(false);
        }
    }

    private void copyIn(byte[] buffer, int offset, int length) {
        int at = (int) bytesWritten & (bytes.length - 1);
        int first = Math.min(length, bytes.length - at);
        System.arraycopy(buffer, offset, bytes, at, first);
        System.arraycopy(buffer, offset + first, bytes, 0, length - first);
        bytesWritten += length;
    }

    /** Takes the oldest packet into {@code packet}; false if there is none. Writer thread. */
    boolean poll(Packet packet) {
        long slot = read.getPlain();
        if (slot == written.getAcquire()) {
            return false;
        }
        int at = (int) slot & (arrivals.length - 1);
        packet.arrivalNanos = arrivals[at];
        packet.timestamp = timestamps[at];
        packet.ssrc = sources[at];
        packet.length = lengths[at];
        packet.side = sides[at];
        packet.payloadType = payloadTypes[at];
        copyOut(packet);
        read.setRelease(slot + 1);
        return true;
    }

    private void copyOut(Packet packet) {
        long from = bytesRead.getPlain();
        int at = (int) from & (bytes.length - 1);
        int first = Math.min(packet.length, bytes.length - at);
        System.arraycopy(bytes, at, packet.payload, 0, first);
        System.arraycopy(bytes, 0, packet.payload, first, packet.length - first);
        bytesRead.setRelease(from + packet.length);
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
     * One packet as it lies in the ring; the writer thread has one and fills it again and again.
     */
    static final class Packet {
        int side;
        long arrivalNanos;
        int timestamp;
        int ssrc;
        int payloadType;
        int length;
        final byte[] payload = new byte[PAYLOAD_MAX];
    }
}
