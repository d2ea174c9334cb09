package zarang.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import zarang.call.recording.HeardAudio;
import zarang.media.codec.G711;
import zarang.media.dtmf.DigitReceiver;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpReceiver;
import zarang.media.rtp.SourceLock;

/** What a leg hears: from the socket to the tap, the digits and the other leg. Media loop only. */
final class LegInput {
    /** Packets taken from a socket whose source is unknown before the others have their turn. */
    private static final int BATCH = 16;

    private final MediaLoop loop;
    private final MediaLeg leg;
    private final DatagramChannel channel;
    private final SourceLock lock;
    private final RtpReceiver receiver = new RtpReceiver();
    private final HeardAudio heard = new HeardAudio();
    private final DigitReceiver digits = new DigitReceiver();

    /** Whether what comes is to be heard: the other side may send. */
    private boolean open;

    /** Whether it has to come: the far side neither holds nor only listens. */
    private boolean expecting;

    private boolean agreed;
    private boolean heardOnce;
    private boolean silenceTold;

    /** Without a packet so far: since when one could have come. */
    private long lastHeardNanos;

    LegInput(MediaLoop loop, MediaLeg leg, DatagramChannel channel, SourceLock lock) {
        this.loop = loop;
        this.leg = leg;
        this.channel = channel;
        this.lock = lock;
    }

    void agree(Agreement agreement) {
        receiver.agree(agreement.numbers());
        open = agreement.direction().receives();
        expecting = agreement.direction() == Direction.SEND_RECEIVE;
        silenceTold = false;
        if (!agreed || heardOnce) {
            lastHeardNanos = loop.nanos();
        }
        agreed = true;
    }

    /**
     * Takes what has come, as soon as the selector says so. Of a known source that is one packet: a
     * second is rare, and to ask for it costs as much as to read it; the selector tells of it. Of
     * an unknown one it is a batch, since connecting throws away what still waits in the queue.
     */
    void read(long nowNanos) throws IOException {
        if (leg.isConnected()) {
            take(nowNanos);
            return;
        }
        int most = lock.isLearned() ? 1 : BATCH;
        for (int i = 0; i < most; i++) {
            if (leg.isClosed()) {
                return;
            }
            if (!take(nowNanos)) {
                break;
            }
        }
        leg.lockSource();
    }

    /**
     * Tells of silence once it has lasted too long for what is expected of this leg.
     *
     * @param silenceNanos for a leg that is to speak, or was never heard; 0 never
     * @param holdNanos for one that need not speak
     */
    void checkSilence(long nowNanos, long silenceNanos, long holdNanos) {
        if (!agreed || silenceTold || silenceNanos == 0) {
            return;
        }
        long quiet = nowNanos - lastHeardNanos;
        if (quiet >= silenceNanos && (quiet >= holdNanos || isToSpeak(nowNanos, silenceNanos))) {
            silenceTold = true;
            loop.tally().add(MediaCount.SILENCES);
            leg.listener().silent();
        }
    }

    /** One who listens to somebody need not speak: a phone that is mute may send nothing at all. */
    private boolean isToSpeak(long nowNanos, long silenceNanos) {
        if (!heardOnce) {
            return true;
        }
        return expecting && !leg.isSpokenTo(nowNanos, silenceNanos);
    }

    /** Whether it was heard within {@code silenceNanos}. */
    boolean isHeard(long nowNanos, long silenceNanos) {
        return heardOnce && open && nowNanos - lastHeardNanos < silenceNanos;
    }

    private boolean take(long nowNanos) throws IOException {
        ByteBuffer buffer = loop.inBuffer().clear();
        InetSocketAddress from = null;
        try {
            if (leg.isConnected()) {
                if (channel.read(buffer) <= 0) {
                    return false;
                }
            } else {
                from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return false;
                }
            }
        } catch (PortUnreachableException e) {
            // The far port is shut for now (ICMP): the phone may be on its way up or down.
            loop.tally().add(MediaCount.SOCKET_FAILURES);
            return true;
        }
        loop.tally().add(MediaCount.PACKETS_RECEIVED);
        RtpPacket packet = loop.packet();
        if (!packet.read(buffer, buffer.position())) {
            loop.tally().add(MediaCount.PACKETS_INVALID);
            return true;
        }
        receiver.translate(packet);
        if (isFromSource(from, packet, nowNanos)) {
            hear(packet, buffer, nowNanos);
        }
        return true;
    }

    /**
     * @param from null when the socket is connected: the kernel has judged
     */
    private boolean isFromSource(
            @Nullable InetSocketAddress from, RtpPacket packet, long nowNanos) {
        if (from == null) {
            return true;
        }
        if (!receiver.understands(packet)) {
            loop.tally().add(MediaCount.PACKETS_UNAGREED);
            return false;
        }
        if (lock.on(from, packet, nowNanos) == SourceLock.Verdict.STRAY) {
            loop.tally().add(MediaCount.PACKETS_STRAY);
            return false;
        }
        return true;
    }

    private void hear(RtpPacket packet, ByteBuffer buffer, long nowNanos) {
        RtpReceiver.Received kind = receiver.on(packet);
        switch (kind) {
            case AUDIO, EVENT, COMFORT_NOISE -> {
                lastHeardNanos = nowNanos;
                heardOnce = true;
                if (open) {
                    pass(kind, packet, buffer, nowNanos);
                }
            }
            case UNAGREED -> loop.tally().add(MediaCount.PACKETS_UNAGREED);
            case INVALID -> loop.tally().add(MediaCount.PACKETS_INVALID);
            case DUPLICATE -> loop.tally().add(MediaCount.PACKETS_DUPLICATE);
            case LATE -> loop.tally().add(MediaCount.PACKETS_LATE);
        }
    }

    private void pass(
            RtpReceiver.Received kind, RtpPacket packet, ByteBuffer buffer, long nowNanos) {
        if (kind == RtpReceiver.Received.EVENT) {
            hearDigit(packet, buffer);
        } else if (kind == RtpReceiver.Received.AUDIO) {
            feedTap(packet, buffer, nowNanos);
        }
        MediaLeg peer = leg.peer();
        if (peer != null) {
            peer.output().relay(kind, packet, receiver.stream(), buffer, nowNanos);
        } else if (kind == RtpReceiver.Received.AUDIO) {
            leg.speak(packet, buffer);
        }
    }

    private void hearDigit(RtpPacket packet, ByteBuffer buffer) {
        char digit =
                digits.on(
                        receiver.stream(),
                        packet.marker(),
                        packet.timestamp(),
                        buffer,
                        packet.payloadOffset());
        if (digit != 0) {
            loop.tally().add(MediaCount.DIGITS_RECEIVED);
            leg.listener().digit(digit);
        }
    }

    private void feedTap(RtpPacket packet, ByteBuffer buffer, long nowNanos) {
        AudioTap tap = leg.currentTap();
        if (tap == null) {
            return;
        }
        byte[] copy = loop.tapBuffer();
        buffer.get(packet.payloadOffset(), copy, 0, packet.payloadLength());
        tap.sink()
                .audio(
                        heard.stamped(leg.track(), nowNanos, packet.timestamp(), packet.ssrc())
                                .samples(
                                        packet.payloadType() == G711.PCMA
                                                ? HeardAudio.Law.A
                                                : HeardAudio.Law.MU,
                                        copy,
                                        0,
                                        packet.payloadLength()));
    }
}
