package zarang.sip.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.AudioQuality;
import zarang.call.LegId;
import zarang.call.loop.ControlLoop;
import zarang.media.Agreement;
import zarang.media.AudioTap;
import zarang.media.MediaBridge;
import zarang.media.MediaDescription;
import zarang.media.MediaListener;
import zarang.media.MediaSession;
import zarang.media.codec.Codecs;
import zarang.media.rtp.PayloadNumbers;

/**
 * Media sessions without media: they write down what they are told. With a loop, what they play
 * takes its time and says so at its end; without, nothing is ever heard to its end.
 */
public final class FakeMedia {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final InetSocketAddress address;
    private final @Nullable ControlLoop loop;
    private final List<Session> open = new ArrayList<>();
    private final Map<Session, Optional<MediaSession>> besides = new HashMap<>();
    private boolean full;

    public FakeMedia(String host, int port) {
        this(host, port, null);
    }

    public FakeMedia(String host, int port, @Nullable ControlLoop loop) {
        address = new InetSocketAddress(host, port);
        this.loop = loop;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** Whether what comes from {@code speaker} goes on to {@code hearer}. */
    public boolean passes(InetSocketAddress speaker, InetSocketAddress hearer) {
        return open.stream()
                .filter(session -> speaker.equals(session.remote))
                .anyMatch(session ->
                        open.stream()
                                .filter(other -> hearer.equals(other.remote))
                                .anyMatch(session::isHeardBy));
    }

    /** One session. */
    public final class Session implements MediaSession {
        private final MediaListener listener;
        private final List<String> told = new ArrayList<>();
        private @Nullable PayloadNumbers numbers;
        private @Nullable InetSocketAddress remote;
        private @Nullable MediaBridge bridge;
        private @Nullable LegId name;
        private Audience heardBy = new Audience.Nobody();
        private ControlLoop.@Nullable Timer playing;

        Session(MediaListener listener) {
            this.listener = listener;
        }

        private boolean isHeardBy(Session other) {
            return bridge != null
                    && bridge.equals(other.bridge)
                    && other != this
                    && other.name != null
                    && heardBy.includes(other.name);
        }

        public MediaListener listener() {
            return listener;
        }

        /** What the numbers of packets mean, as of the last agreement. */
        public @Nullable PayloadNumbers numbers() {
            return numbers;
        }

        /** Where packets go, as of the last agreement. */
        public @Nullable InetSocketAddress remote() {
            return remote;
        }

        public List<String> told() {
            return told;
        }

        @Override
        public MediaDescription description() {
            return new MediaDescription(address, Codecs.SPOKEN);
        }

        @Override
        public void keepSecret() {
            told.add("keep-secret");
        }

        @Override
        public void withhold() {
            told.add("withhold");
        }

        @Override
        public void release() {
            told.add("release");
        }

        @Override
        public void signalledFrom(InetAddress host) {
            told.add("signalled-from " + host.getHostAddress());
        }

        @Override
        public void connect(Agreement agreement) {
            numbers = agreement.numbers();
            remote = agreement.remote();
            told.add(
                    "connect "
                            + agreement.codec().staticNumber()
                            + " "
                            + agreement.telephoneEventPt()
                            + " "
                            + agreement.direction()
                            + (agreement.early() ? " early" : ""));
        }

        @Override
        public void play(long play, List<String> prompts, String language, boolean loop) {
            told.add("play " + prompts);
            endPlay();
            if (FakeMedia.this.loop != null && !loop) {
                Duration span =
                        prompts.stream()
                                .map(prompt -> prompt.startsWith("long") ? LONG : SHORT)
                                .reduce(Duration.ZERO, Duration::plus);
                playing = FakeMedia.this.loop.schedule(span, () -> listener.playFinished(play));
            }
        }

        private void endPlay() {
            if (playing != null) {
                playing.cancel();
            }
        }

        @Override
        public void stopPlay() {
            told.add("stop-play");
            endPlay();
        }

        @Override
        public void pausePlay() {
            told.add("pause-play");
        }

        @Override
        public void resumePlay() {
            told.add("resume-play");
        }

        @Override
        public void seekPlay(Duration by) {
            told.add("seek-play " + by);
        }

        @Override
        public void volume(int decibels) {
            told.add("volume " + decibels);
        }

        @Override
        public void detectAnswerer() {
            told.add("detect-answerer");
        }

        @Override
        public void join(MediaBridge to, LegId as, Audience audience) {
            told.add("join " + audience.getClass().getSimpleName());
            endPlay();
            bridge = to;
            name = as;
            heardBy = audience;
        }

        @Override
        public void part() {
            told.add("part");
            bridge = null;
        }

        @Override
        public void tap(AudioTap tap, int track) {
            told.add("tap " + track);
        }

        @Override
        public void untap() {
            told.add("untap");
        }

        @Override
        public void sendDigit(char digit, int durationMs) {
            told.add("digit " + digit);
        }

        @Override
        public void passOnDigit(char digit) {
            told.add("pass-on " + digit);
        }

        @Override
        public Optional<AudioQuality> quality() {
            return Optional.empty();
        }

        @Override
        public void close() {
            endPlay();
            open.remove(this);
        }
    }

    public void fill() {
        full = true;
    }

    public Optional<MediaSession> open(MediaListener listener, @Nullable MediaSession beside) {
        if (full) {
            return Optional.empty();
        }
        Session session = new Session(listener);
        besides.put(session, Optional.ofNullable(beside));
        open.add(session);
        return Optional.of(session);
    }

    /** The session that {@code session} was opened beside. */
    public Optional<MediaSession> beside(Session session) {
        return besides.getOrDefault(session, Optional.empty());
    }

    public List<Session> open() {
        return open;
    }
}
