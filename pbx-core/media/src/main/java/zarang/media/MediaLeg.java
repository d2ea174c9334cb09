package zarang.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.media.prompt.Playback;
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

    private @Nullable MediaLeg peer;
    private @Nullable Tap tap;
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

    @Nullable Tap currentTap() {
        return tap;
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

    /**
     * @param music for this leg while the other one holds, and the other way round
     */
    void bridge(MediaLeg other, Playback music, Playback otherMusic) {
        if (other.closed) {
            return;
        }
        unbridge();
        other.unbridge();
        peer = other;
        other.peer = this;
        output.bridged(music);
        other.output.bridged(otherMusic);
    }

    void unbridge() {
        MediaLeg other = peer;
        if (other != null) {
            peer = null;
            other.peer = null;
            output.parted();
            other.output.parted();
        }
    }

    void tap(Tap next) {
        Tap old = tap;
        tap = next;
        finish(old);
    }

    void untap() {
        Tap old = tap;
        tap = null;
        finish(old);
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
        unbridge();
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

    private void finish(@Nullable Tap old) {
        if (old != null && !loop.isFed(old.sink())) {
            old.sink().finish();
        }
    }
}
