package zarang.media;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import zarang.media.codec.Codec;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpReceiver.Received;

/**
 * The packet that a media loop has in hand: one for each loop, filled again for each packet. The
 * {@link InputStage}s of a leg add to it, each what it finds out.
 */
final class Arrival {
    private static final int BUFFER_BYTES = 2048;

    /** The datagram, from 0 on; behind it is room for what a stage adds. */
    final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    /** Bytes of the datagram. */
    int length;

    /** Whence it came; null when the socket is connected: the kernel has judged. */
    @Nullable InetSocketAddress from;

    /** When, monotonic. */
    long atNanos;

    /** Whether it was taken as soon as it came: what waited tells nothing of the network. */
    boolean fresh;

    /** Its header, once it was read. */
    final RtpPacket packet = new RtpPacket();

    /** What it is, once it was judged. */
    Received kind = Received.INVALID;

    /** Number of the stream it belongs to, once it was judged. */
    int stream;

    /** Of an event: ticks a second of its time. */
    int eventHz = Codec.RATE_HZ;

    private int time;
    private @Nullable Codec codec;
    private Codec.@Nullable Decoder decoder;
    private final short[] samples = new short[Codec.SAMPLES_MAX];

    /** Of {@link #samples}; -1 while nobody has asked. */
    private int count;

    /** Where a stage lays its audio for those who take an array; good until the next packet. */
    final byte[] copy = new byte[BUFFER_BYTES];

    /** The next one comes. */
    void begin(long nowNanos) {
        buffer.clear();
        length = 0;
        from = null;
        atNanos = nowNanos;
    }

    /**
     * It is audio of that codec.
     *
     * @param by the leg's own decoder for it
     * @param at the time of its first sample, in 1/8000 s; wraps at 2³²
     */
    void isAudio(Codec of, Codec.Decoder by, int at) {
        codec = of;
        time = at;
        decoder = by;
        count = -1;
    }

    /** Of audio: how it is written. */
    Codec codec() {
        return requireNonNull(codec);
    }

    /** Of audio: as linear samples, decoded for the first who asks. */
    short[] samples() {
        count();
        return samples;
    }

    /** How many samples. */
    int count() {
        if (count < 0) {
            count =
                    requireNonNull(decoder)
                            .decode(
                                    buffer,
                                    packet.payloadOffset(),
                                    packet.payloadLength(),
                                    samples);
        }
        return count;
    }

    /** Of audio: the time of its first sample, in 1/8000 s; wraps at 2³². */
    int timestamp() {
        return time;
    }
}
