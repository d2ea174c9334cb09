package zarang.call.recording;

/**
 * One packet of G.711 audio as it was heard. A media loop has one and fills it again for each
 * packet, so that nothing is allocated: what is to be kept is copied. One thread.
 */
public final class HeardAudio {
    /** How the samples are written: the two laws of G.711, 8000 samples a second. */
    public enum Law {
        MU,
        A
    }

    private static final byte[] NOTHING = new byte[0];

    private int track;
    private long arrivalNanos;
    private int timestamp;
    private int source;
    private Law law = Law.A;
    private byte[] buffer = NOTHING;
    private int offset;
    private int length;

    /**
     * Says whose audio follows, and from when.
     *
     * @param on track of the recording, from 0
     * @param atNanos monotonic ns at reception
     * @param at time stamp of the first sample, in 1/8000 s, wraps at 2³²
     * @param from a change of it means a new base of time stamps
     */
    public HeardAudio stamped(int on, long atNanos, int at, int from) {
        track = on;
        arrivalNanos = atNanos;
        timestamp = at;
        source = from;
        return this;
    }

    /** Says what was heard: {@code count} samples in {@code bytes[first…]}. */
    public HeardAudio samples(Law by, byte[] bytes, int first, int count) {
        law = by;
        buffer = bytes;
        offset = first;
        length = count;
        return this;
    }

    public int track() {
        return track;
    }

    public long arrivalNanos() {
        return arrivalNanos;
    }

    public int timestamp() {
        return timestamp;
    }

    public int source() {
        return source;
    }

    public Law law() {
        return law;
    }

    /** Holds the samples; only until the call that hands this over returns. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where in {@link #buffer} they begin. */
    public int offset() {
        return offset;
    }

    /** How many there are, a byte each. */
    public int length() {
        return length;
    }
}
