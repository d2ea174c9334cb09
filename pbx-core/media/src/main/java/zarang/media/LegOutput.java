package zarang.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.media.codec.G711;
import zarang.media.codec.VoiceSource;
import zarang.media.dtmf.DigitSender;
import zarang.media.loop.PacingWheel;
import zarang.media.prompt.Playback;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpReceiver.Received;
import zarang.media.rtp.RtpSender;

/**
 * What a leg says: digits go before prompts, prompts before the other leg, and where there is none
 * of them, music or silence fills the gap: a phone that hears nothing at all takes the call for
 * dead. Media loop only.
 *
 * <p>Prompts, digits and fillers are paced by the wheel; the other leg's packets go out the moment
 * they come in, since the far jitter buffer evens them out better than we could.
 */
final class LegOutput extends PacingWheel.Entry {
    static final int FRAME_SAMPLES = 160;
    private static final int SAMPLES_PER_MS = 8;
    static final long FRAME_NANOS = 20_000_000;

    /**
     * What a loop that stood still sends at once afterwards: 200 ms, which a jitter buffer takes in
     * its stride. Time beyond that is skipped.
     */
    private static final int CATCH_UP_FRAMES_MAX = 10;

    /** The other leg may be this late before the gap is filled: 200 ms. */
    private static final long GAP_NANOS = 200_000_000;

    private static final Playback SILENCE = new Playback(0, List.of(), false);

    private final MediaLoop loop;
    private final MediaLeg leg;
    private final DatagramChannel channel;
    private final RtpSender sender;
    private final DigitSender digits = new DigitSender();

    private @Nullable Playback playback;

    /** Goes on at each hold where it was left. */
    private Playback music = SILENCE;

    /** What is heard of the others where no relay is enough. */
    private @Nullable VoiceSource mix;

    private @Nullable InetSocketAddress target;
    private int payloadType;
    private int audioSentAs;
    private int packetSamples = FRAME_SAMPLES;
    private int eventPayloadType = -1;
    private boolean sends;
    private boolean agreed;
    private boolean withheld;
    private boolean sent;

    /** What the wheel last sent: a change of it is marked. */
    private @Nullable Object feed;

    private long lastRelayedNanos;

    LegOutput(MediaLoop loop, MediaLeg leg, DatagramChannel channel, RtpSender sender) {
        this.loop = loop;
        this.leg = leg;
        this.channel = channel;
        this.sender = sender;
    }

    /**
     * @param to where packets go; null while that is unknown
     */
    void agree(Agreement agreement, @Nullable InetSocketAddress to) {
        agreed = true;
        target = to;
        payloadType = agreement.payloadType();
        audioSentAs = agreement.numbers().audioSentAs();
        packetSamples = agreement.numbers().packetMs() * SAMPLES_PER_MS;
        eventPayloadType = agreement.telephoneEventPt();
        sends = agreement.direction().sends();
        if (!sends || eventPayloadType < 0) {
            digits.clear();
        }
        pace();
    }

    void withhold() {
        withheld = true;
    }

    void release() {
        withheld = false;
        pace();
    }

    /** Whether any packet ever went out. */
    boolean hasSent() {
        return sent;
    }

    void play(Playback next) {
        playback = next;
        if (next.isOver()) {
            finishPlay(next);
        } else {
            pace();
        }
    }

    void stopPlay() {
        playback = null;
        rest();
    }

    /** Leaves the wheel when there is nothing to pace. */
    private void rest() {
        if (!isPaced()) {
            loop.wheel().remove(this);
        }
    }

    /** The other leg is heard from here on. */
    void bridged(Playback forHold) {
        music = forHold;
        mix = null;
        lastRelayedNanos = loop.nanos();
        rest();
    }

    /** The others are heard together from here on, or one of them who does not hear this leg. */
    void mixed(VoiceSource others) {
        mix = others;
        sender.interrupt();
        pace();
    }

    void parted() {
        mix = null;
        sender.interrupt();
        pace();
    }

    void sendDigit(char digit, int durationMs) {
        if (!sends || eventPayloadType < 0 || !digits.add(digit, durationMs)) {
            loop.tally().add(MediaCount.DIGITS_REFUSED);
        } else {
            pace();
        }
    }

    void close() {
        playback = null;
        digits.clear();
        loop.wheel().remove(this);
    }

    /** Sends on a packet of the other leg, in place: its header is rewritten in its own buffer. */
    void relay(Received kind, RtpPacket packet, int stream, ByteBuffer buffer, long nowNanos) {
        if (!maySend() || isSpeaking()) {
            sender.interrupt();
            return;
        }
        boolean audio = kind == Received.AUDIO;
        int outType = audio ? audioSentAs : eventPayloadType;
        if (kind == Received.COMFORT_NOISE || outType < 0) {
            sender.omit(packet, stream);
            return;
        }
        loop.wheel().remove(this);
        boolean gap = nowNanos - lastRelayedNanos >= GAP_NANOS;
        lastRelayedNanos = nowNanos;
        if (audio && packetSamples < FRAME_SAMPLES) {
            relayInPieces(packet, buffer, gap, nowNanos);
            return;
        }
        int samples = audio ? packet.payloadLength() : 0;
        if (!sender.relay(buffer, packet, stream, outType, samples, nowNanos)) {
            loop.tally().add(MediaCount.PACKETS_LATE);
            return;
        }
        int begin = packet.payloadOffset();
        int end = begin + packet.payloadLength();
        if (audio && packet.payloadType() != payloadType) {
            transcode(buffer, begin, end);
        }
        if (transmit(buffer, begin - RtpPacket.HEADER_BYTES, end)) {
            loop.tally().add(MediaCount.PACKETS_RELAYED);
        }
    }

    /**
     * A far side that takes less than 20 ms in a packet ({@code maxptime}) gets what comes in
     * pieces. They are numbered as audio of our own: two for one have no place in the other leg's
     * sequence.
     */
    private void relayInPieces(RtpPacket packet, ByteBuffer buffer, boolean gap, long nowNanos) {
        if (gap) {
            var _ = sender.begin(nowNanos);
        }
        sender.interrupt();
        ByteBuffer out = loop.outBuffer();
        for (int at = 0; at < packet.payloadLength(); at += packetSamples) {
            int samples = Math.min(packetSamples, packet.payloadLength() - at);
            int end = RtpPacket.HEADER_BYTES + samples;
            sender.audio(out, 0, audioSentAs, samples);
            out.put(RtpPacket.HEADER_BYTES, buffer, packet.payloadOffset() + at, samples);
            if (packet.payloadType() != payloadType) {
                transcode(out, RtpPacket.HEADER_BYTES, end);
            }
            if (transmit(out, 0, end)) {
                loop.tally().add(MediaCount.PACKETS_RELAYED);
            }
        }
    }

    @Override
    protected long turn(long dueNanos, long nowNanos) {
        try {
            long due = dueNanos;
            long late = nowNanos - due;
            if (late > CATCH_UP_FRAMES_MAX * FRAME_NANOS) {
                int skipped = (int) (late / FRAME_NANOS);
                due += skipped * FRAME_NANOS;
                sender.pause(skipped * FRAME_SAMPLES);
                loop.tally().add(MediaCount.FRAMES_SKIPPED, skipped);
            }
            return frame() ? due + FRAME_NANOS : PacingWheel.LEAVE;
        } catch (RuntimeException | AssertionError e) {
            leg.fail(e);
            return PacingWheel.LEAVE;
        }
    }

    /** Sends 20 ms of what is to be sent; false when that is nothing. */
    private boolean frame() {
        Playback playing = playback;
        VoiceSource others = mix;
        if (digits.isActive()) {
            sendDigitFrame();
        } else if (playing != null) {
            sendPromptFrame(playing);
        } else if (others != null && maySend()) {
            sendAudio(others);
        } else if (isFilling()) {
            sendAudio(filler());
            loop.tally().add(MediaCount.PACKETS_FILLED);
        } else {
            return false;
        }
        return !leg.isClosed() && isPaced();
    }

    private void sendDigitFrame() {
        ByteBuffer buffer = loop.outBuffer();
        switch (digits.next(buffer, RtpPacket.HEADER_BYTES)) {
            case FIRST -> {
                sender.beginEvent();
                sendEvent(buffer, true);
                loop.tally().add(MediaCount.DIGITS_SENT);
            }
            case NEXT -> sendEvent(buffer, false);
            case PAUSE -> sender.pause(FRAME_SAMPLES);
        }
    }

    private void sendEvent(ByteBuffer buffer, boolean first) {
        sender.event(buffer, 0, eventPayloadType, first, FRAME_SAMPLES);
        transmit(buffer, 0, RtpPacket.HEADER_BYTES + DigitSender.PAYLOAD_BYTES);
    }

    private void sendPromptFrame(Playback playing) {
        if (maySend()) {
            sendAudio(playing);
        } else {
            playing.skip(FRAME_SAMPLES);
            sender.pause(FRAME_SAMPLES);
        }
        if (playing.isOver()) {
            finishPlay(playing);
        }
    }

    private void sendAudio(VoiceSource from) {
        if (!from.equals(feed)) {
            feed = from;
            sender.mark();
        }
        ByteBuffer buffer = loop.outBuffer();
        for (int at = 0; at < FRAME_SAMPLES; at += packetSamples) {
            int samples = Math.min(packetSamples, FRAME_SAMPLES - at);
            sender.audio(buffer, 0, audioSentAs, samples);
            from.take(payloadType, samples, buffer, RtpPacket.HEADER_BYTES);
            transmit(buffer, 0, RtpPacket.HEADER_BYTES + samples);
        }
    }

    private void finishPlay(Playback ended) {
        playback = null;
        if (!ended.isLoop()) {
            leg.listener().playFinished(ended.id());
        }
    }

    /** Whether the far side can and wants to be sent to. */
    private boolean maySend() {
        return agreed && sends && !withheld && target != null;
    }

    /** Whether something of our own is to be said, and the other leg is not heard. */
    private boolean isSpeaking() {
        return playback != null || digits.isActive();
    }

    private boolean isMixing() {
        return mix != null && maySend();
    }

    /** Whether a filler is due: there is no other leg, or none that is heard. */
    private boolean isFilling() {
        if (!maySend() || isSpeaking()) {
            return false;
        }
        MediaLeg peer = leg.peer();
        return peer == null || !peer.isHeard() || loop.nanos() - lastRelayedNanos >= GAP_NANOS;
    }

    private Playback filler() {
        MediaLeg peer = leg.peer();
        return peer != null && peer.isHolding() ? music : SILENCE;
    }

    private boolean isPaced() {
        return isSpeaking() || isMixing() || isFilling();
    }

    /**
     * Gets onto the wheel, where there is something to pace: the first frame is due next. Harmless
     * at any time.
     */
    void pace() {
        if (agreed && !withheld && !isOnWheel() && isPaced()) {
            long soonest = sender.begin(loop.nanos());
            loop.wheel().add(this, sender.begin(PacingWheel.slotFrom(soonest)));
        }
    }

    private void transcode(ByteBuffer buffer, int begin, int end) {
        if (payloadType == G711.PCMA) {
            for (int i = begin; i < end; i++) {
                buffer.put(i, G711.ulawToAlaw(buffer.get(i)));
            }
        } else {
            for (int i = begin; i < end; i++) {
                buffer.put(i, G711.alawToUlaw(buffer.get(i)));
            }
        }
    }

    private boolean transmit(ByteBuffer buffer, int begin, int end) {
        InetSocketAddress to = target;
        if (to == null) {
            return false;
        }
        int count;
        buffer.limit(end).position(begin);
        try {
            count = leg.isConnected() ? channel.write(buffer) : channel.send(buffer, to);
        } catch (IOException e) {
            // Port or network unreachable: the next frame tries again, silence ends the call.
            count = 0;
        }
        buffer.clear();
        boolean gone = count > 0;
        sent |= gone;
        loop.tally().add(gone ? MediaCount.PACKETS_SENT : MediaCount.SOCKET_FAILURES);
        return gone;
    }
}
