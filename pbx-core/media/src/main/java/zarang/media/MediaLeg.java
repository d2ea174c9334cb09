package zarang.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.media.codec.VoiceSource;
import zarang.media.mix.MixTrack;
import zarang.media.prompt.Playback;
import zarang.media.rtp.RtpPacket;
import zarang.media.rtp.RtpSender;
import zarang.media.rtp.SourceLock;

/**
 * The media loop's end of a session: one socket, what it hears ({@link LegInput}) and what it says
 * ({@link LegOutput}). Its media loop only, but for {@link #askToClose}.
 */
final class MediaLeg implements MediaLoop.Ear {
    private static final Logger log = LoggerFactory.getLogger(MediaLeg.class);

    /** Ten packets and the way there and back: {@link SourceLock} needs as much. */
    private static final long NAT_WAIT_NANOS = 400_000_000;

    private final MediaLoop loop;
    private final DatagramChannel channel;
    private final int port;
    private final MediaListener listener;
    private final SourceLock lock;
    private final LegInput input;
    private final LegOutput output;

    private @Nullable Membership membership;

    /** In a bridge of two who hear each other: the other one. */
    private @Nullable MediaLeg peer;

    /** In any other bridge: what this leg says. */
    private @Nullable MixTrack voice;

    private Playback holdMusic = new Playback(0, List.of(), true);
    private @Nullable AudioTap tap;
    private int track;
    private @Nullable Agreement agreement;

    /** The source that packets are sent to. */
    private @Nullable InetSocketAddress applied;

    private boolean connected;
    private boolean awaitsSource;
    private long awaitsUntilNanos;
    private boolean closed;
    private volatile boolean closeAsked;

    /** Place in the loop's list. */
    int place;

    MediaLeg(
            MediaLoop loop,
            DatagramChannel channel,
            int port,
            MediaListener listener,
            RtpSender sender,
            SourceLock lock) {
        this.loop = loop;
        this.channel = channel;
        this.port = port;
        this.listener = listener;
        this.lock = lock;
        input = new LegInput(loop, this, channel, lock);
        output = new LegOutput(loop, this, channel, sender);
    }

    /** Closes at the loop's next sweep even if the message to do so found no room. Any thread. */
    void askToClose() {
        closeAsked = true;
    }

    boolean isCloseAsked() {
        return closeAsked;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void read(long nowNanos) throws IOException {
        input.read(nowNanos);
    }

    MediaListener listener() {
        return listener;
    }

    @Nullable MediaLeg peer() {
        return peer;
    }

    @Nullable AudioTap currentTap() {
        return tap;
    }

    /** On which track its tap is. */
    int track() {
        return track;
    }

    LegInput input() {
        return input;
    }

    LegOutput output() {
        return output;
    }

    /** Whether the socket is tied to the locked source. */
    boolean isConnected() {
        return connected;
    }

    void open() throws IOException {
        channel.register(loop.selector(), SelectionKey.OP_READ, this);
    }

    void keepSecret() {
        lock.keepSecret();
    }

    void withhold() {
        output.withhold();
    }

    /**
     * The far side is there. Behind a NAT the SDP's address leads nowhere, so what is played waits
     * a moment more for the phone's own packets.
     */
    void release() {
        awaitsSource = lock.isBehindNat() && lock.locked() == null;
        awaitsUntilNanos = loop.nanos() + NAT_WAIT_NANOS;
        if (!awaitsSource) {
            output.release();
        }
    }

    /** Looked at four times a second. */
    void sweep(long nowNanos) {
        if (awaitsSource && nowNanos - awaitsUntilNanos >= 0) {
            awaitsSource = false;
            output.release();
        }
        output.pace();
    }

    void signalledFrom(InetAddress host) {
        lock.signalledFrom(host);
    }

    void connect(Agreement next) throws IOException {
        if (lock.expect(next.remote(), loop.nanos()) && connected) {
            channel.disconnect();
            connected = false;
        }
        agreement = next;
        applied = lock.locked();
        input.agree(next);
        output.agree(next, target(next));
        MediaLeg other = peer;
        if (other != null) {
            other.output.pace();
        }
    }

    private @Nullable InetSocketAddress target(Agreement of) {
        InetSocketAddress source = lock.locked();
        return source != null ? source : of.hasTarget() ? of.remote() : null;
    }

    /**
     * The source is known. Once it is certain, the kernel drops all others from here on; one that
     * was learned may still be overruled by the SDP's own address.
     */
    void lockSource() throws IOException {
        InetSocketAddress source = lock.locked();
        if (closed || source == null || (source.equals(applied) && connected == lock.isCertain())) {
            return;
        }
        applied = source;
        loop.tally().add(MediaCount.SOURCES_LOCKED);
        if (lock.isLearned()) {
            loop.tally().add(MediaCount.SOURCES_LEARNED);
        }
        if (lock.isCertain()) {
            channel.connect(source);
            connected = true;
        }
        if (agreement != null) {
            output.agree(agreement, source);
        }
        awaitsSource = false;
        output.release();
    }

    /** Whether the far side said that it holds: it wants to hear nothing. */
    boolean isHolding() {
        return agreement != null && !agreement.direction().sends();
    }

    /** Whether the far side may be heard. */
    boolean isHeard() {
        return agreement != null && agreement.direction().receives();
    }

    void play(Playback playback, int missing) {
        loop.tally().add(MediaCount.PROMPTS_MISSING, missing);
        output.play(playback);
    }

    void stopPlay() {
        output.stopPlay();
    }

    /** Is in a bridge from here on, and out of another; what plays ends. */
    void belong(Membership next, Playback music) {
        part();
        membership = next;
        holdMusic = music;
        output.stopPlay();
    }

    void part() {
        Membership left = membership;
        membership = null;
        if (left != null) {
            left.end();
        }
    }

    /** Packets of {@code other} go out as they come, and the other way round. */
    void relay(MediaLeg other) {
        if (peer != other) {
            peer = other;
            voice = null;
            output.bridged(holdMusic);
        }
    }

    /** What is heard goes into {@code own}, and {@code others} is said. */
    void mix(MixTrack own, VoiceSource others) {
        peer = null;
        voice = own;
        output.mixed(others);
    }

    void hearNobody() {
        peer = null;
        voice = null;
        output.parted();
    }

    /** Takes audio for the mix that this leg is in, if it is in one. */
    void speak(RtpPacket packet, ByteBuffer buffer) {
        MixTrack own = voice;
        if (own != null) {
            own.put(
                    packet.payloadType(),
                    packet.timestamp(),
                    buffer,
                    packet.payloadOffset(),
                    packet.payloadLength());
        }
    }

    /** Whether somebody is to be heard here who has spoken within {@code silenceNanos}. */
    boolean isSpokenTo(long nowNanos, long silenceNanos) {
        return membership != null && membership.isSpokenTo(nowNanos, silenceNanos);
    }

    void tap(AudioTap next, int on) {
        next.opened();
        untap();
        tap = next;
        track = on;
    }

    void untap() {
        AudioTap old = tap;
        tap = null;
        if (old != null) {
            old.closed();
        }
    }

    void sendDigit(char digit, int durationMs) {
        output.sendDigit(digit, durationMs);
    }

    /** Ends everything. Harmless when repeated. */
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        part();
        output.close();
        try {
            untap();
        } catch (RuntimeException e) {
            log.warn("media.tap-failed port={} error={}", port, e.toString());
        }
        loop.forget(this);
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("media.close-failed port={} error={}", port, e.toString());
        }
        loop.closed(port, output.hasSent() || lock.locked() != null);
    }

    /** Something threw: this session ends, the loop and the others go on. */
    @Override
    public void fail(Throwable cause) {
        if (closed) {
            return;
        }
        loop.tally().add(MediaCount.SESSIONS_BROKEN);
        log.warn("media.broken port={} remedy=\"report this: the call is ended\"", port, cause);
        close();
        try {
            listener.silent();
        } catch (RuntimeException e) {
            log.warn("media.listener-failed port={} error={}", port, e.toString());
        }
    }
}
