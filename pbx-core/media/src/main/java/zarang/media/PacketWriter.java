package zarang.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.media.codec.Codec;
import zarang.media.codec.G711Codec;
import zarang.media.codec.VoiceSource;
import zarang.media.rtcp.Conversation;
import zarang.media.rtp.PayloadNumbers;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpSender;

/**
 * Writes what a leg says as one stream of RTP packets, as it was agreed, and sends them through the
 * output stages. Media loop only; allocates nothing for a packet.
 */
final class PacketWriter {
    static final int FRAME_SAMPLES = 160;
    private static final int SAMPLES_PER_MS = 8;

    private final LoopTools tools;
    private final LegSocket socket;
    private final RtpSender sender;
    private final Conversation conversation;
    private final OutputStage[] stages;

    private Codec codec = G711Codec.PCMA;
    private Codec.Encoder encoder = G711Codec.PCMA;
    private int audioSentAs;
    private int packetSamples = FRAME_SAMPLES;
    private int packetMsMax = PayloadNumbers.ANY_MS;
    private int eventsSentAs = -1;
    private boolean sends;
    private boolean agreed;
    private boolean withheld;

    /** What was said last of our own: a change of it is marked. */
    private @Nullable Object feed;

    PacketWriter(LegParts leg, RtpSender sender, List<OutputStage> stages) {
        tools = leg.tools();
        socket = leg.socket();
        conversation = leg.conversation();
        this.sender = sender;
        this.stages = stages.toArray(OutputStage[]::new);
    }

    void agree(Agreement agreement) {
        PayloadNumbers numbers = agreement.numbers();
        if (!agreed || !agreement.codec().equals(codec)) {
            codec = agreement.codec();
            encoder = codec.encoder();
            sender.clock(codec.clockHz());
        }
        agreed = true;
        audioSentAs = numbers.audioSentAs();
        packetSamples = codec.packetSamples(numbers.packetMs() * SAMPLES_PER_MS);
        packetMsMax = numbers.packetMsMax();
        eventsSentAs = agreement.telephoneEventPt();
        sends = agreement.direction().sends();
        for (OutputStage stage : stages) {
            stage.agree(agreement);
        }
    }

    void withhold() {
        withheld = true;
    }

    void release() {
        withheld = false;
    }

    /** Whether anything may be paced yet. */
    boolean isReady() {
        return agreed && !withheld;
    }

    /** Whether the far side can and wants to be sent to. */
    boolean maySend() {
        return agreed && sends && !withheld && socket.hasTarget();
    }

    /** Whether the far side takes telephone events. */
    boolean takesEvents() {
        return sends && eventsSentAs >= 0;
    }

    RtpSender sender() {
        return sender;
    }

    Codec codec() {
        return codec;
    }

    int audioSentAs() {
        return audioSentAs;
    }

    int eventsSentAs() {
        return eventsSentAs;
    }

    /** Ticks of the RTP clock that 20 ms are. */
    int frameTicks() {
        return FRAME_SAMPLES * codec.ticks();
    }

    /** Samples in a packet, at most: what the far side takes. */
    int packetSamples() {
        return packetSamples;
    }

    /** The longest packet that may be sent on, ms. */
    int packetMsMax() {
        return packetMsMax;
    }

    /** Sends the next 20 ms of {@code from}. */
    void say(VoiceSource from) {
        if (!from.equals(feed)) {
            feed = from;
            sender.mark();
        }
        ByteBuffer out = tools.outBuffer();
        for (int at = 0; at < FRAME_SAMPLES; at += packetSamples) {
            int samples = Math.min(packetSamples, FRAME_SAMPLES - at);
            sender.audio(out, 0, audioSentAs, samples * codec.ticks());
            int bytes = from.take(encoder, samples, out, RtpPacket.HEADER_BYTES);
            transmit(out, 0, RtpPacket.HEADER_BYTES + bytes);
        }
    }

    /** Lets 20 ms go by in silence. */
    void pause(int frames) {
        sender.pause(frames * frameTicks());
    }

    /** Sends a telephone event that was written behind the header's place in the out buffer. */
    void event(boolean first, int payloadBytes) {
        ByteBuffer out = tools.outBuffer();
        sender.event(out, 0, eventsSentAs, first, frameTicks());
        transmit(out, 0, RtpPacket.HEADER_BYTES + payloadBytes);
    }

    /** Writes linear audio as a payload. */
    int encode(short[] samples, int count, ByteBuffer out, int at) {
        return encoder.encode(samples, count, out, at);
    }

    /**
     * Sends what is in {@code buffer[begin, end)}.
     *
     * @return whether it left
     */
    boolean transmit(ByteBuffer buffer, int begin, int end) {
        if (!socket.hasTarget()) {
            return false;
        }
        boolean gone = false;
        Departure departure = tools.departure();
        departure.of(buffer, begin, end);
        try {
            for (OutputStage stage : stages) {
                gone = stage.pass(departure);
                if (!gone) {
                    break;
                }
            }
        } catch (IOException e) {
            // Port or network unreachable: the next frame tries again, silence ends the call.
            gone = false;
        }
        buffer.clear();
        if (gone) {
            conversation.sent(end - begin - RtpPacket.HEADER_BYTES);
            tools.tally().add(MediaCount.PACKETS_SENT);
        } else {
            tools.tally().add(MediaCount.SOCKET_FAILURES);
        }
        return gone;
    }
}
