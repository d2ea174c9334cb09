package zarang.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import zarang.call.recording.RecordingSink;
import zarang.media.dtmf.DigitSender;
import zarang.media.prompt.Playback;
import zarang.media.prompt.Prompt;
import zarang.media.prompt.PromptLibrary;
import zarang.media.rtp.PayloadNumbers;

/** The control loop's end of a session: turns each method into a message to the media loop. */
final class LoopSession implements MediaSession {
    private final MediaLoop loop;
    private final MediaLeg leg;
    private final PromptLibrary prompts;
    private final String holdMusic;
    private final LoopTally tally;
    private final InetSocketAddress localAddress;
    private @Nullable PayloadNumbers numbers;

    /** What was played last over and over: for a hold, it goes on. */
    private List<Prompt> music = List.of();

    private String language = "";

    /**
     * @param tally that of the control loop
     */
    LoopSession(
            MediaLoop loop,
            MediaLeg leg,
            PromptLibrary prompts,
            String holdMusic,
            LoopTally tally,
            InetSocketAddress localAddress) {
        this.tally = tally;
        this.loop = loop;
        this.leg = leg;
        this.prompts = prompts;
        this.holdMusic = holdMusic;
        this.localAddress = localAddress;
    }

    MediaLoop loop() {
        return loop;
    }

    private void tell(MediaLoop.Action action) {
        if (!loop.post(leg, action)) {
            tally.add(MediaCount.COMMANDS_REFUSED);
        }
    }

    @Override
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    @Override
    public void keepSecret() {
        tell(leg::keepSecret);
    }

    @Override
    public void withhold() {
        tell(leg::withhold);
    }

    @Override
    public void release() {
        tell(leg::release);
    }

    @Override
    public void signalledFrom(InetAddress host) {
        tell(() -> leg.signalledFrom(host));
    }

    @Override
    public void numbers(PayloadNumbers next) {
        numbers = next;
    }

    @Override
    public void connect(
            InetSocketAddress remote, int payloadType, int telephoneEventPt, Direction direction) {
        PayloadNumbers known = numbers;
        numbers = null;
        Agreement agreement =
                new Agreement(
                        remote,
                        payloadType,
                        telephoneEventPt,
                        direction,
                        known == null
                                ? PayloadNumbers.usual(payloadType, telephoneEventPt)
                                : known);
        tell(() -> leg.connect(agreement));
    }

    @Override
    public void play(long play, List<String> names, String in, boolean again) {
        PromptLibrary.Choice choice = prompts.choose(names, in);
        language = in;
        if (again) {
            music = choice.prompts();
        }
        Playback playback = new Playback(play, choice.prompts(), again);
        tell(() -> leg.play(playback, choice.missing()));
    }

    @Override
    public void stopPlay() {
        tell(leg::stopPlay);
    }

    @Override
    public void bridge(MediaSession other) {
        if (!(other instanceof LoopSession session) || session.loop != loop || session == this) {
            throw new IllegalArgumentException(
                    "only two sessions of one loop can be bridged: open the one beside the other");
        }
        Playback ours = musicForHold();
        Playback theirs = session.musicForHold();
        tell(() -> leg.bridge(session.leg, ours, theirs));
    }

    private Playback musicForHold() {
        List<Prompt> chosen =
                music.isEmpty()
                        ? prompts.find(holdMusic, language).map(List::of).orElse(List.of())
                        : music;
        return new Playback(0, chosen, true);
    }

    @Override
    public void unbridge() {
        tell(leg::unbridge);
    }

    @Override
    public void tap(RecordingSink sink, int side) {
        Tap tap = new Tap(sink, side);
        tell(() -> leg.tap(tap));
    }

    @Override
    public void untap() {
        tell(leg::untap);
    }

    @Override
    public void sendDigit(char digit, int durationMs) {
        if (!DigitSender.isDigit(digit)) {
            throw new IllegalArgumentException("not a digit: code " + (int) digit);
        }
        tell(() -> leg.sendDigit(digit, durationMs));
    }

    @Override
    public void close() {
        leg.askToClose();
        tell(leg::close);
    }
}
