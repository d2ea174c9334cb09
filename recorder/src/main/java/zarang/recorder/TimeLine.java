package zarang.recorder;

import static zarang.call.recording.RecordingSink.AGENT;
import static zarang.call.recording.RecordingSink.CALLER;
import static zarang.call.recording.RecordingSink.THIRD;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import zarang.media.codec.G711;
import zarang.media.wav.WavHeader;

/**
 * The last second of a recording, both sides, where packets find their place before it is written.
 * Writer thread.
 *
 * <p>Layout: one {@code int} a frame, left sample in the low 16 bits, right in the high ones, so
 * that little-endian bytes are WAV's order. Frame {@code n} lies in {@code frames[n mod CAPACITY]};
 * what is not filled is 0: silence, but for the first 60 ms of what was lost on the way, which is
 * concealed as in a mix. Recordings keep time either way. Whoever was brought in as the third has a
 * line of its own until the frames are given out: then it is added to the right.
 */
final class TimeLine {
    static final int RATE = 8_000;

    /** Caller left, agent right, 16 bit each. */
    static final WavHeader HEADER = WavHeader.pcm16(2, RATE);

    static final int FRAME_BYTES = HEADER.bytesPerFrame();

    /** 320 ms: how long a packet that is late may still find its place. */
    static final int HOLD = 2_560;

    /** Holds {@link #HOLD}, {@link SideClock#AHEAD_MAX} and the longest packet: 1 s. */
    private static final int CAPACITY = 8_192;

    private final int[] frames = new int[CAPACITY];
    private final SideClock[] clocks = {new SideClock(), new SideClock(), new SideClock()};
    private final SideGaps[] gaps = {
        new SideGaps(CAPACITY), new SideGaps(CAPACITY), new SideGaps(CAPACITY)
    };
    private final short[] block = new short[SideGaps.BLOCK];

    /** What the third says, placed as {@link #frames}; null before it has said something. */
    private short @Nullable [] third;

    /** The first frame whose gaps were not looked at yet. */
    private long whole;

    /** The first frame that is not written yet. */
    private long start;

    private long late;

    /** The first frame that {@link #take} has not given out. */
    long start() {
        return start;
    }

    long late() {
        return late;
    }

    long anchors() {
        return clocks[CALLER].anchors() + clocks[AGENT].anchors() + clocks[THIRD].anchors();
    }

    /**
     * Puts a packet's samples on the line. All before {@code arrival - HOLD} must have been taken.
     *
     * @param arrival of the packet, in frames since the beginning
     */
    void put(AudioRing.Packet packet, long arrival) {
        if (packet.side == THIRD && third == null) {
            third = new short[CAPACITY];
        }
        SideClock clock = clocks[packet.side];
        long place = clock.place(arrival, packet.timestamp, packet.ssrc);
        if (place + packet.length <= start) {
            late++;
            return;
        }
        int first = (int) Math.max(0, start - place);
        for (int i = first; i < packet.length; i++) {
            set(packet.side, place + i, G711.toLinear(packet.payloadType, packet.payload(i)));
        }
        for (long hole = place - clock.moved(); hole < place; hole++) {
            if (hole >= start) {
                set(packet.side, hole, G711.toLinear(packet.payloadType, packet.payload(0)));
            }
        }
    }

    private void set(int side, long place, short sample) {
        gaps[side].came(place);
        write(side, place, sample);
    }

    private short read(int side, long place) {
        int at = (int) place & (CAPACITY - 1);
        if (side == THIRD) {
            return third == null ? 0 : third[at];
        }
        return (short) (side == CALLER ? frames[at] : frames[at] >> 16);
    }

    private void write(int side, long place, short sample) {
        int at = (int) place & (CAPACITY - 1);
        if (side == THIRD) {
            if (third != null) {
                third[at] = sample;
            }
            return;
        }
        frames[at] =
                side == CALLER
                        ? (frames[at] & 0xFFFF_0000) | (sample & 0xFFFF)
                        : (frames[at] & 0xFFFF) | (sample << 16);
    }

    /** Conceals what lacks in the next 10 ms. */
    private void fill(int side) {
        for (int i = 0; i < block.length; i++) {
            block[i] = read(side, whole + i);
        }
        if (gaps[side].fill(whole, block)) {
            for (int i = 0; i < block.length; i++) {
                write(side, whole + i, block[i]);
            }
        }
    }

    private static int withThird(int frame, short[] third, int at) {
        int right = Math.clamp((frame >> 16) + third[at], Short.MIN_VALUE, Short.MAX_VALUE);
        third[at] = 0;
        return (frame & 0xFFFF) | (right << 16);
    }

    /** Moves frames up to {@code end}, or as many as fit, into {@code out}. */
    void take(long end, ByteBuffer out) {
        while (whole < end) {
            fill(CALLER);
            fill(AGENT);
            if (third != null) {
                fill(THIRD);
            }
            whole += SideGaps.BLOCK;
        }
        while (start < end && out.remaining() >= FRAME_BYTES) {
            int at = (int) start & (CAPACITY - 1);
            out.putInt(third == null ? frames[at] : withThird(frames[at], third, at));
            frames[at] = 0;
            start++;
        }
    }
}
