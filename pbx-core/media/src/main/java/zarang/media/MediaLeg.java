package zarang.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.AudioQuality;
import zarang.media.mix.MixEar;
import zarang.media.mix.Voice;
import zarang.media.prompt.Playback;
import zarang.media.rtcp.Conversation;
import zarang.media.rtp.RtpReceiver;
import zarang.media.rtp.RtpSender;
import zarang.media.rtp.SourceLock;

/**
 * The media loop's end of a session: one socket, what it hears ({@link LegInput}) and what it says
 * ({@link LegOutput}). Its media loop only, but for {@link #askToClose}.
 */
final class MediaLeg extends SweptEar implements Partner {
    private static final Logger log = LoggerFactory.getLogger(MediaLeg.class);

    /** Ten packets and the way there and back: {@link SourceLock} needs as much. */
    private static final long NAT_WAIT_NANOS = 400_000_000;

    private final LoopTools tools;
    private final MediaSettings settings;
    private final LegSocket socket;
    private final MediaListener listener;
    private final SourceLock lock;
    private final Hearing hearing = new Hearing();
    private final Company company = new Company();
    private final TapStage tap = new TapStage();
    private final Conversation conversation = new Conversation();
    private final AnswerStage answer;
    private final LegInput input;
    private final LegOutput output;
    private final LegReports reports;

    private Playback holdMusic = new Playback(0, List.of(), true);
    private @Nullable Agreement agreement;

    /** The source that packets are sent to. */
    private @Nullable InetSocketAddress applied;

    private boolean awaitsSource;
    private long awaitsUntilNanos;
    private boolean closed;
    private volatile boolean closeAsked;

    /**
     * @param path the stages that its packets pass
     */
    MediaLeg(
            LoopTools tools,
            PortBinder binder,
            LegSocket socket,
            MediaListener listener,
            RtpSender sender,
            SourceLock lock,
            LegPath path) {
        this.tools = tools;
        this.settings = binder.settings();
        this.socket = socket;
        this.listener = listener;
        this.lock = lock;
        answer = new AnswerStage(listener);
        LegParts parts =
                new LegParts(
                        tools,
                        socket,
                        listener,
                        sender,
                        lock,
                        new RtpReceiver(settings.codecs()),
                        hearing,
                        company,
                        tap,
                        answer,
                        conversation);
        reports = new LegReports(tools, binder, socket, conversation, sender, lock);
        input = new LegInput(parts, path.input(parts));
        output = new LegOutput(parts, this, sender, path.output(parts));
    }

    /** Closes at the loop's next sweep even if the message to do so found no room. Any thread. */
    void askToClose() {
        closeAsked = true;
    }

    @Override
    boolean isCloseAsked() {
        return closeAsked;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    void open() throws IOException {
        tools.legs().add(this);
        socket.open(this);
    }

    @Override
    public void read(long nowNanos) throws IOException {
        boolean certain = socket.isConnected();
        input.read(nowNanos);
        if (!certain) {
            lockSource();
        }
    }

    /** How its audio arrived so far. Any thread. */
    Optional<AudioQuality> quality() {
        return conversation.quality();
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
        awaitsUntilNanos = tools.nanos() + NAT_WAIT_NANOS;
        if (!awaitsSource) {
            output.release();
        }
    }

    @Override
    void sweep(long nowNanos) {
        if (hearing.fallsSilent(
                nowNanos,
                settings.silenceTimeout().toNanos(),
                settings.holdTimeout().toNanos(),
                company)) {
            tools.tally().add(MediaCount.SILENCES);
            listener.silent();
        }
        if (hearing.isUnheard(nowNanos)) {
            tools.tally().add(MediaCount.LEGS_UNHEARD);
            listener.unheard();
        }
        if (conversation.isDeafThere()) {
            tools.tally().add(MediaCount.LEGS_DEAF);
            listener.deaf();
        }
        answer.sweep(nowNanos);
        reports.sweep(nowNanos);
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
        if (lock.expect(next.remote(), tools.nanos())) {
            socket.disconnect();
        }
        agreement = next;
        reports.agree(next);
        applied = lock.locked();
        input.agree(next);
        InetSocketAddress source = applied;
        agree(next, source != null ? source : next.hasTarget() ? next.remote() : null);
        if (company.partner() instanceof MediaLeg other) {
            other.output.pace();
        }
    }

    private void agree(Agreement next, @Nullable InetSocketAddress target) {
        socket.aim(target);
        output.agree(next);
    }

    /**
     * The source is known. Once it is certain, the kernel drops all others from here on; one that
     * was learned may still be overruled by the SDP's own address.
     */
    private void lockSource() throws IOException {
        InetSocketAddress source = lock.locked();
        if (closed
                || source == null
                || (source.equals(applied) && socket.isConnected() == lock.isCertain())) {
            return;
        }
        applied = source;
        tools.tally().add(MediaCount.SOURCES_LOCKED);
        if (lock.isLearned()) {
            tools.tally().add(MediaCount.SOURCES_LEARNED);
        }
        if (lock.isCertain()) {
            socket.connect(source);
        }
        if (agreement != null) {
            agree(agreement, source);
        }
        awaitsSource = false;
        output.release();
    }

    @Override
    public boolean isHolding() {
        return agreement != null && !agreement.direction().sends();
    }

    @Override
    public boolean isHeard() {
        return agreement != null && agreement.direction().receives();
    }

    @Override
    public void relay(Arrival arrival) {
        output.relay(arrival);
    }

    @Override
    public void pressed(char digit, int clockHz) {
        output.pressed(digit, clockHz);
    }

    void play(Playback playback, int missing) {
        tools.tally().add(MediaCount.PROMPTS_MISSING, missing);
        output.play(playback);
    }

    void stopPlay() {
        output.stopPlay();
    }

    void pausePlay() {
        output.pausePlay();
    }

    void resumePlay() {
        output.resumePlay();
    }

    /**
     * @param samples back where negative
     */
    void seekPlay(int samples) {
        output.seekPlay(samples);
    }

    /**
     * @param factor of amplitude
     */
    void volume(double factor) {
        output.volume(factor);
    }

    void detectAnswerer() {
        answer.listen(tools.nanos());
    }

    /** Is in a bridge from here on, and out of another; what plays ends. */
    void belong(Membership next, Playback music) {
        company.part();
        company.belong(next);
        holdMusic = music;
        output.stopPlay();
    }

    void part() {
        company.part();
    }

    /** Packets of {@code other} go out as they come, and the other way round. */
    void bridge(MediaLeg other) {
        if (company.partner() != other) {
            company.relay(other);
            output.bridged(holdMusic);
        }
    }

    /** What is heard goes into {@code own}, and {@code others} is said. */
    void mix(@Nullable Voice own, MixEar others) {
        company.mix(own);
        output.mixed(others);
    }

    void hearNobody() {
        company.hearNobody();
        output.mixed(null);
    }

    /** Whether the far side was heard within {@code silenceNanos}. */
    boolean isSpeaking(long nowNanos, long silenceNanos) {
        return hearing.isHeard(nowNanos, silenceNanos);
    }

    void tap(AudioTap next, int track) {
        tap.tap(next, track);
    }

    void untap() {
        tap.untap();
    }

    void sendDigit(char digit, int durationMs) {
        output.sendDigit(digit, durationMs);
    }

    /** Its far side pressed a key that is no event in its stream. */
    void passOnDigit(char digit) {
        company.press(digit, Company.NO_EVENT);
    }

    /** Somebody who is heard here pressed a key. */
    void passDigit(char digit) {
        output.passDigit(digit);
    }

    @Override
    void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            leave("company", company::part);
            leave("output", output::close);
            leave("reports", reports::close);
            leave("tap", tap::untap);
        } finally {
            tools.legs().remove(this);
            socket.close();
            tools.closing().closed(socket.port(), socket.hasSent() || lock.locked() != null);
        }
    }

    /** What one of them throws keeps neither the others nor the port. */
    private void leave(String what, Runnable end) {
        try {
            end.run();
        } catch (RuntimeException | AssertionError e) {
            log.warn("media.leave-failed port={} what={}", socket.port(), what, e);
        }
    }

    /** Something threw: this session ends, the loop and the others go on. */
    @Override
    public void fail(Throwable cause) {
        if (closed) {
            return;
        }
        tools.tally().add(MediaCount.SESSIONS_BROKEN);
        log.warn(
                "media.broken port={} remedy=\"report this: the call is ended\"",
                socket.port(),
                cause);
        close();
        try {
            listener.silent();
        } catch (RuntimeException e) {
            log.warn("media.listener-failed port={} error={}", socket.port(), e.toString());
        }
    }
}
