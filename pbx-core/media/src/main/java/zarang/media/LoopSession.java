package zarang.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.Audience;
import zarang.call.AudioQuality;
import zarang.call.LegId;
import zarang.media.dtmf.DigitSender;
import zarang.media.prompt.Playback;
import zarang.media.prompt.Prompt;
import zarang.media.prompt.PromptLibrary;

/** The control loop's end of a session: turns each method into a message to the media loop. */
final class LoopSession implements MediaSession {
    private static final int SAMPLES_PER_MS = 8;

    /** A day: more than any prompt, and less than an int of samples. */
    private static final long SEEK_MAX_MS = 86_400_000;

    private static final int VOLUME_MIN = -40;
    private static final int VOLUME_MAX = 12;

    private final MediaLoop loop;
    private final MediaLeg leg;
    private final PromptLibrary prompts;
    private final String holdMusic;
    private final LoopTally tally;
    private final MediaDescription description;

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
            MediaDescription description) {
        this.tally = tally;
        this.loop = loop;
        this.leg = leg;
        this.prompts = prompts;
        this.holdMusic = holdMusic;
        this.description = description;
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
    public MediaDescription description() {
        return description;
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
    public void connect(Agreement agreement) {
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
    public void pausePlay() {
        tell(leg::pausePlay);
    }

    @Override
    public void resumePlay() {
        tell(leg::resumePlay);
    }

    @Override
    public void seekPlay(Duration by) {
        long samples = Math.clamp(by.toMillis(), -SEEK_MAX_MS, SEEK_MAX_MS) * SAMPLES_PER_MS;
        tell(() -> leg.seekPlay((int) samples));
    }

    @Override
    public void volume(int decibels) {
        double factor = Math.pow(10, Math.clamp(decibels, VOLUME_MIN, VOLUME_MAX) / 20.0);
        tell(() -> leg.volume(factor));
    }

    @Override
    public void detectAnswerer() {
        tell(leg::detectAnswerer);
    }

    @Override
    public void join(MediaBridge bridge, LegId as, Audience heardBy) {
        if (!bridge.claim(loop)) {
            throw new IllegalArgumentException(
                    "only sessions of one loop can be bridged: open the one beside the other");
        }
        Playback hold = musicForHold();
        tell(() -> bridge.join(leg, as, heardBy, hold));
    }

    private Playback musicForHold() {
        List<Prompt> chosen =
                music.isEmpty()
                        ? prompts.find(holdMusic, language).map(List::of).orElse(List.of())
                        : music;
        return new Playback(0, chosen, true);
    }

    @Override
    public void part() {
        tell(leg::part);
    }

    @Override
    public void tap(AudioTap tap, int track) {
        tell(() -> leg.tap(tap, track));
    }

    @Override
    public void untap() {
        tell(leg::untap);
    }

    @Override
    public void sendDigit(char digit, int durationMs) {
        requireDigit(digit);
        tell(() -> leg.sendDigit(digit, durationMs));
    }

    @Override
    public void passOnDigit(char digit) {
        requireDigit(digit);
        tell(() -> leg.passOnDigit(digit));
    }

    private static void requireDigit(char digit) {
        if (!DigitSender.isDigit(digit)) {
            throw new IllegalArgumentException("not a digit: code " + (int) digit);
        }
    }

    @Override
    public Optional<AudioQuality> quality() {
        return leg.quality();
    }

    @Override
    public void close() {
        leg.askToClose();
        tell(leg::close);
    }
}
