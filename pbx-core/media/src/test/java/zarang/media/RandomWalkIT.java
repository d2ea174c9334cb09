package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.call.loop.RealTime;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;

/** Any order of commands, with packets meanwhile, leaves no port, session or thread behind. */
@RealTime
class RandomWalkIT {
    private static final int STEPS = 4000;
    private static final int PORTS = 40;
    private static final List<MediaBridge> BRIDGES =
            List.of(new MediaBridge(), new MediaBridge(), new MediaBridge());

    @TempDir Path folder;

    /** Throws now and then, as a broken recorder would. */
    private static final class FaultySink implements RecordingSink {
        private int packets;

        @Override
        public void audio(HeardAudio heard) {
            if (++packets % 3 == 0) {
                throw new IllegalStateException("a fault that the test makes");
            }
        }

        @Override
        public void finish() {}
    }

    @Test
    void nothingIsLeftOver() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("random walk over media sessions: seed " + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        PromptLibrary prompts = PromptLibrary.load(MediaKit.tones(folder, 50, 440), List.of());
        MediaSettings settings =
                MediaKit.SETTINGS
                        .withPorts(37_000, 37_000 + 2 * PORTS - 1)
                        .withLoops(2)
                        .withPortRest(Duration.ZERO);
        MediaLoops loops = MediaLoops.start(settings, prompts, random);
        List<MediaSession> open = new ArrayList<>();
        try (RtpPeer phone = new RtpPeer(1)) {
            for (int step = 0; step < STEPS; step++) {
                walk(random, loops, open, phone);
            }
        }
        open.forEach(MediaSession::close);

        await().atMost(Duration.ofSeconds(10)).until(() -> loops.counters().sessions() == 0);
        MediaCounters left = loops.counters();
        System.out.println(left);
        assertThat(left.portsFree() + left.portsResting()).as("seed %d", seed).isEqualTo(PORTS);
        assertThat(left.get(MediaCount.SESSIONS_OPENED)).isPositive();
        loops.close();
        assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
                .noneMatch(name -> name.startsWith("media-"));
    }

    private static void walk(
            RandomGenerator random, MediaLoops loops, List<MediaSession> open, RtpPeer phone)
            throws IOException {
        if (open.isEmpty() || random.nextInt(16) == 0) {
            MediaSession beside =
                    open.isEmpty() || random.nextBoolean()
                            ? null
                            : open.get(random.nextInt(open.size()));
            Optional<MediaSession> opened = loops.open(new Heard(), beside);
            opened.ifPresent(open::add);
            return;
        }
        MediaSession one = open.get(random.nextInt(open.size()));
        MediaSession two = open.get(random.nextInt(open.size()));
        switch (random.nextInt(14)) {
            case 0 -> {
                if (random.nextBoolean()) {
                    open.remove(close(one));
                }
            }
            case 1 ->
                    one.connect(
                            Agreement.usual(
                                    phone.address(),
                                    random.nextBoolean() ? G711Codec.PCMU : G711Codec.PCMA,
                                    random.nextBoolean() ? 101 : -1,
                                    Direction.of(random.nextBoolean(), random.nextBoolean())));
            case 2 ->
                    one.connect(
                            Agreement.usual(
                                    two.localAddress(),
                                    G711Codec.PCMA,
                                    101,
                                    Direction.of(random.nextBoolean(), random.nextBoolean())));
            case 3 -> one.play(1, List.of("tone-440", "none"), "fa", random.nextBoolean());
            case 4 -> one.stopPlay();
            case 5 -> join(random, one, two);
            case 6 -> one.part();
            case 7 -> one.tap(new AudioTap(new FaultySink()), random.nextInt(2));
            case 8 -> one.untap();
            case 9 -> one.sendDigit('5', random.nextInt(200));
            case 10 -> {
                byte[] garbage = new byte[random.nextInt(200)];
                random.nextBytes(garbage);
                phone.sendRaw(one.localAddress(), garbage);
            }
            default -> phone.sendTone(one.localAddress(), random.nextBoolean() ? 0 : 8, 440);
        }
    }

    private static MediaSession close(MediaSession session) {
        session.close();
        return session;
    }

    /** Bridges of one to four, with any audience. */
    private static void join(RandomGenerator random, MediaSession one, MediaSession two) {
        Audience heardBy =
                switch (random.nextInt(3)) {
                    case 0 -> new Audience.Nobody();
                    case 1 -> new Audience.Only(Set.of(new LegId(random.nextInt(4))));
                    default -> new Audience.Everyone();
                };
        MediaBridge bridge =
                random.nextBoolean()
                        ? new MediaBridge()
                        : BRIDGES.get(random.nextInt(BRIDGES.size()));
        try {
            one.join(bridge, new LegId(random.nextInt(4)), heardBy);
            two.join(bridge, new LegId(random.nextInt(4)), new Audience.Everyone());
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("one loop");
        }
    }
}
