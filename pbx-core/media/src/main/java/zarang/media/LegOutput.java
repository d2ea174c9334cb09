package zarang.media;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.media.loop.PacingWheel;
import zarang.media.mix.MixEar;
import zarang.media.prompt.Playback;
import zarang.media.rtp.RtpSender;

/**
 * What a leg says, and in which order of precedence: digits go before prompts, prompts before the
 * other legs, and where there is none of them, a filler. What is our own is paced by the wheel, the
 * other leg of two is relayed as it comes. Media loop only.
 */
final class LegOutput extends PacingWheel.Entry {
    private static final long FRAME_NANOS = 20_000_000;

    /**
     * What a loop that stood still sends at once afterwards: 200 ms, which a jitter buffer takes in
     * its stride. Time beyond that is skipped.
     */
    private static final int CATCH_UP_FRAMES_MAX = 10;

    /** Who waits is heard every 60 ms: soon enough for a key. */
    private static final int LOOK_FRAMES = 3;

    /** ETSI ES 201 235-2 asks for at least 40 ms of a tone. */
    private static final int PASSED_MS = 100;

    private final LoopTools tools;
    private final LoopEar leg;
    private final LegSocket socket;
    private final Company company;
    private final TapStage tap;
    private final PacketWriter writer;
    private final Relay relay;
    private final DigitFrames digits;
    private final PromptFrames prompts;
    private final MixFrames mix;
    private final FillerFrames filler;

    /** In order of precedence: a new voice is its file and its line. */
    private final FrameSource[] sources;

    private int frames;

    /**
     * @param ear fails when something throws
     */
    LegOutput(LegParts leg, LoopEar ear, RtpSender sender, List<OutputStage> stages) {
        this.leg = ear;
        tools = leg.tools();
        socket = leg.socket();
        company = leg.company();
        tap = leg.tap();
        writer = new PacketWriter(leg, sender, stages);
        relay = new Relay(tools, writer);
        digits = new DigitFrames(tools, writer);
        prompts = new PromptFrames(writer, leg.listener());
        mix = new MixFrames(writer);
        filler = new FillerFrames(leg, writer, relay);
        sources = new FrameSource[] {digits, prompts, mix, filler};
    }

    void agree(Agreement agreement) {
        writer.agree(agreement);
        if (!writer.takesEvents()) {
            digits.clear();
        }
        pace();
    }

    void withhold() {
        writer.withhold();
    }

    void release() {
        writer.release();
        pace();
    }

    void play(Playback next) {
        socket.poll(/* by= */ false);
        prompts.play(next);
        pace();
    }

    void stopPlay() {
        socket.poll(/* by= */ false);
        prompts.stop();
        rest();
    }

    /** What plays stands still. */
    void pausePlay() {
        socket.poll(/* by= */ false);
        prompts.pause();
        rest();
        pace();
    }

    void resumePlay() {
        prompts.resume();
        pace();
    }

    /**
     * @param samples back where negative
     */
    void seekPlay(int samples) {
        prompts.seek(samples);
    }

    /**
     * @param factor of amplitude
     */
    void volume(double factor) {
        prompts.volume(factor);
    }

    /** Leaves the wheel when there is nothing to pace. */
    private void rest() {
        if (!isPaced()) {
            tools.wheel().remove(this);
        }
    }

    /** The other leg is relayed from here on. */
    void bridged(Playback forHold) {
        filler.forHold(forHold);
        mix.drain();
        relay.begin();
        rest();
    }

    /**
     * The others are heard together from here on.
     *
     * @param others null if nobody is heard
     */
    void mixed(@Nullable MixEar others) {
        mix.hear(others);
        if (others != null && relay.isFlowing(tools.nanos())) {
            paceAfterRelay();
        }
        relay.interrupt();
        pace();
    }

    void sendDigit(char digit, int durationMs) {
        if (digits.add(digit, durationMs)) {
            pace();
        }
    }

    /** A key of the other leg, which cannot be relayed if its time is counted otherwise. */
    void pressed(char digit, int clockHz) {
        if (clockHz != writer.codec().clockHz()) {
            passDigit(digit);
        }
    }

    /** A key of somebody who is mixed: how long it will be held is not known when it begins. */
    void passDigit(char digit) {
        if (writer.takesEvents()) {
            sendDigit(digit, PASSED_MS);
        }
    }

    void close() {
        prompts.stop();
        digits.clear();
        tools.wheel().remove(this);
    }

    /** Sends on a packet of the other leg, unless something of our own is said. */
    void relay(Arrival arrival) {
        if (!writer.maySend() || digits.isDue() || prompts.isDue()) {
            relay.interrupt();
        } else if (relay.pass(arrival)) {
            tools.wheel().remove(this);
        }
    }

    @Override
    protected long turn(long dueNanos, long nowNanos) {
        try {
            look(nowNanos);
            long due = dueNanos;
            long late = nowNanos - due;
            if (late > CATCH_UP_FRAMES_MAX * FRAME_NANOS) {
                int skipped = (int) (late / FRAME_NANOS);
                due += skipped * FRAME_NANOS;
                writer.pause(skipped);
                tools.tally().add(MediaCount.FRAMES_SKIPPED, skipped);
            }
            return frame() ? due + FRAME_NANOS : PacingWheel.LEAVE;
        } catch (IOException | RuntimeException | AssertionError e) {
            leg.fail(e);
            return PacingWheel.LEAVE;
        }
    }

    /** Takes what somebody said who waits, and whom nobody hears meanwhile. */
    private void look(long nowNanos) throws IOException {
        if (socket.isPolled() && ++frames % LOOK_FRAMES == 0) {
            leg.read(nowNanos);
        }
        socket.poll(prompts.isMusic() && company.isAlone() && !tap.isOpen());
    }

    /** Sends 20 ms of what is to be sent; false when nothing more is. */
    private boolean frame() {
        for (FrameSource source : sources) {
            if (source.isDue()) {
                source.frame();
                return !leg.isClosed() && isPaced();
            }
        }
        return false;
    }

    private boolean isPaced() {
        for (FrameSource source : sources) {
            if (source.isDue()) {
                return true;
            }
        }
        return false;
    }

    /**
     * What was relayed until now goes on in a mix: its next packet, which would have been sent on
     * when it comes, has to be there first. The stream's own time does not stop.
     */
    private void paceAfterRelay() {
        if (writer.isReady() && !isOnWheel()) {
            long soonest = writer.sender().begin(tools.nanos());
            tools.wheel().add(this, PacingWheel.slotFrom(soonest + FRAME_NANOS / 2));
        }
    }

    /**
     * Gets onto the wheel, where there is something to pace: the first frame is due next. Harmless
     * at any time.
     */
    void pace() {
        if (writer.isReady() && !isOnWheel() && isPaced()) {
            RtpSender sender = writer.sender();
            long soonest = sender.begin(tools.nanos());
            tools.wheel().add(this, sender.begin(PacingWheel.slotFrom(soonest)));
        }
    }
}
