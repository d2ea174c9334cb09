package zarang.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.call.recording.RecordingSink.AGENT;
import static zarang.call.recording.RecordingSink.CALLER;
import static zarang.call.recording.RecordingSink.THIRD;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zarang.call.recording.HeardAudio;
import zarang.call.recording.RecordingSink;
import zarang.media.codec.G711;

/** Where samples lie in the file. */
class AlignmentTest {
    private static final RecordedTone CALLER_TONE = new RecordedTone(440, G711.PCMA);
    private static final RecordedTone AGENT_TONE = new RecordedTone(1_000, G711.PCMU);

    /** Samples after which nothing but silence stands in for what was lost. */
    private static final int FADED = 6 * 80;

    /** Samples over which what stood in goes on into what was said. */
    private static final int JOINED = 80;

    @TempDir Path folder;
    private Studio studio;
    private RecordingSink sink;

    @BeforeEach
    void open() throws IOException {
        studio = new Studio(folder);
        sink = studio.begin();
    }

    @AfterEach
    void close() throws IOException {
        studio.close();
    }

    @Test
    void callerIsLeftAndAgentIsRightAndEachStartsWhereItArrived() throws IOException {
        studio.advance(100);
        for (int i = 0; i < 100; i++) {
            studio.send(sink, CALLER, CALLER_TONE, 5_000 + i * 160, 1, i * 160L);
            if (i >= 10) {
                studio.send(sink, AGENT, AGENT_TONE, 90_000 + i * 160, 2, (i - 10) * 160L);
            }
            studio.advance(20);
        }
        Wave wave = studio.finish(sink);

        assertThat(wave.left()).hasSize((100 + 2_000) * 8);
        assertSilent(wave.left(), 0, 800);
        assertTone(wave.left(), 800, CALLER_TONE, 0, 16_000);
        assertSilent(wave.right(), 0, 2_400);
        assertTone(wave.right(), 2_400, AGENT_TONE, 0, 90 * 160);
        assertThat(RecordedTone.share(Arrays.copyOfRange(wave.left(), 800, 16_800), 440))
                .isGreaterThan(.9);
        assertThat(RecordedTone.share(Arrays.copyOfRange(wave.right(), 2_400, 16_800), 1_000))
                .isGreaterThan(.9);
    }

    @Test
    void whoIsBroughtInIsHeardOnTheRightTooFromWhereItArrived() throws IOException {
        RecordedTone third = new RecordedTone(1_700, G711.PCMA);
        for (int i = 0; i < 100; i++) {
            studio.send(sink, CALLER, CALLER_TONE, i * 160, 1, i * 160L);
            studio.send(sink, AGENT, AGENT_TONE, i * 160, 2, i * 160L);
            if (i >= 50 && i < 80) {
                studio.send(sink, THIRD, third, 7_000 + i * 160, 3, (i - 50) * 160L);
            }
            studio.advance(20);
        }
        Wave wave = studio.finish(sink);
        assertTone(wave.left(), 0, CALLER_TONE, 0, 16_000);
        assertTone(wave.right(), 0, AGENT_TONE, 0, 8_000);
        for (int i = 0; i < 30 * 160; i++) {
            assertThat((int) wave.right()[8_000 + i])
                    .isEqualTo(AGENT_TONE.heard(8_000 + i) + third.heard(i));
        }
        int gone = 80 * 160 + FADED;
        assertTone(wave.right(), gone, AGENT_TONE, gone, 16_000 - gone);
        assertThat(studio.recordings.counters().anchors()).isEqualTo(3);
    }

    @Test
    void twoWhoShoutAtOnceAreNotWrappedRound() throws IOException {
        byte[] loudest = new byte[160];
        Arrays.fill(loudest, G711.linearToAlaw(Short.MAX_VALUE));
        for (int side : new int[] {AGENT, THIRD}) {
            sink.audio(
                    new HeardAudio()
                            .stamped(side, studio.nanos(), 0, side)
                            .samples(HeardAudio.Law.A, loudest, 0, 160));
        }
        studio.advance(20);
        assertThat(studio.finish(sink).right()).startsWith(Short.MAX_VALUE, Short.MAX_VALUE);
    }

    @Test
    void timestampsMayWrap() throws IOException {
        for (int i = 0; i < 20; i++) {
            studio.send(sink, CALLER, CALLER_TONE, -800 + i * 160, 1, i * 160L);
            studio.advance(20);
        }
        assertTone(studio.finish(sink).left(), 0, CALLER_TONE, 0, 3_200);
        assertThat(studio.recordings.counters().anchors()).isEqualTo(1);
    }

    @Test
    void lostPacketsAreConcealedAndThenSilenceAndWhatFollowsIsInTime() throws IOException {
        for (int i = 0; i < 20; i++) {
            if (i < 5 || i >= 12) {
                studio.send(sink, AGENT, AGENT_TONE, i * 160, 1, i * 160L);
            }
            studio.advance(20);
        }
        Wave wave = studio.finish(sink);
        assertTone(wave.right(), 0, AGENT_TONE, 0, 800);
        assertConcealed(wave.right(), 800, AGENT_TONE);
        assertSilent(wave.right(), 800 + FADED, 1_920);
        assertTone(wave.right(), 1_920, AGENT_TONE, 1_920, 1_280);
    }

    @Test
    void packetsOutOfOrderFindTheirPlace() throws IOException {
        int[] order = {0, 3, 1, 2, 7, 6, 5, 4, 9, 8};
        for (int i : order) {
            studio.send(sink, CALLER, CALLER_TONE, i * 160, 1, i * 160L);
            studio.advance(20);
        }
        assertTone(studio.finish(sink).left(), 0, CALLER_TONE, 0, 1_600);
        assertThat(studio.recordings.counters().late()).isZero();
    }

    @Test
    void aPacketThatComesAfterItsPlaceWasWrittenIsCountedAndDropped() throws IOException {
        studio.send(sink, CALLER, CALLER_TONE, 0, 1, 0);
        studio.advance(40);
        for (int i = 2; i < 40; i++) {
            studio.send(sink, CALLER, CALLER_TONE, i * 160, 1, i * 160L);
            studio.advance(20);
        }
        studio.send(sink, CALLER, CALLER_TONE, 160, 1, 160);
        Wave wave = studio.finish(sink);
        assertTone(wave.left(), 0, CALLER_TONE, 0, 160);
        assertConcealed(wave.left(), 160, CALLER_TONE);
        assertTone(wave.left(), 320 + JOINED, CALLER_TONE, 320 + JOINED, 38 * 160 - JOINED);
        assertThat(studio.recordings.counters().late()).isEqualTo(1);
    }

    @Test
    void aNewSourceStartsWhereItArrives() throws IOException {
        studio.talk(sink, CALLER, CALLER_TONE, 200);
        studio.advance(300);
        for (int i = 0; i < 10; i++) {
            studio.send(sink, CALLER, CALLER_TONE, 123_456_789 + i * 160, 2, i * 160L);
            studio.advance(20);
        }
        Wave wave = studio.finish(sink);
        assertTone(wave.left(), 0, CALLER_TONE, 0, 1_600);
        assertSilent(wave.left(), 1_600 + FADED, 4_000);
        assertTone(wave.left(), 4_000, CALLER_TONE, 0, 1_600);
        assertThat(studio.recordings.counters().anchors()).isEqualTo(2);
    }

    @Test
    void aTimestampJumpStartsWhereItArrives() throws IOException {
        studio.talk(sink, CALLER, CALLER_TONE, 200);
        for (int i = 0; i < 10; i++) {
            studio.send(sink, CALLER, CALLER_TONE, 1_600 + 80_000 + i * 160, 1, i * 160L);
            studio.advance(20);
        }
        Wave wave = studio.finish(sink);
        assertTone(wave.left(), 0, CALLER_TONE, 0, 1_600);
        assertTone(wave.left(), 1_600, CALLER_TONE, 0, 1_600);
    }

    /** The way of one side becomes slower once, as over another network; the other side stays. */
    @ParameterizedTest
    @ValueSource(ints = {400, 1_000, 1_900, 2_100})
    void aStepInTheDelayCostsNoSpeechBeyondIt(int stepMs) throws IOException {
        for (int ms = 0; ms < 20_000; ms += 20) {
            studio.send(sink, AGENT, AGENT_TONE, ms * 8, 2, ms * 8L);
            int sent = ms < 5_000 ? ms : ms - stepMs;
            if (ms < 5_000 || sent >= 5_000) {
                studio.send(sink, CALLER, CALLER_TONE, sent * 8, 1, sent * 8L);
            }
            studio.advance(20);
        }
        Wave wave = studio.finish(sink);
        assertThat(studio.recordings.counters().late()).isLessThan(5);
        assertTone(wave.left(), 0, CALLER_TONE, 0, 5_000 * 8);
        int heardFrom = 5_000 + stepMs + 100;
        assertTone(
                wave.left(),
                heardFrom * 8,
                CALLER_TONE,
                (heardFrom - stepMs) * 8L,
                (20_000 - heardFrom) * 8);
        assertTone(wave.right(), 0, AGENT_TONE, 0, 20_000 * 8);
    }

    @Test
    void silenceSuppressionKeepsTheTimeLine() throws IOException {
        studio.talk(sink, CALLER, CALLER_TONE, 200);
        studio.advance(60_000);
        studio.send(sink, CALLER, CALLER_TONE, 1_600 + 480_000, 1, 0);
        studio.advance(20);
        Wave wave = studio.finish(sink);
        assertThat(wave.left()).hasSize((200 + 60_000 + 20) * 8);
        assertSilent(wave.left(), 1_600 + FADED, 481_600);
        assertTone(wave.left(), 481_600, CALLER_TONE, 0, 160);
    }

    @Test
    void packetsThatAreNoSpeechOfOursAreCountedAndHarmless() throws IOException {
        byte[] big = new byte[4_000];
        sink.audio(
                new HeardAudio()
                        .stamped(CALLER, studio.nanos(), 0, 1)
                        .samples(HeardAudio.Law.A, big, 0, 0));
        sink.audio(
                new HeardAudio()
                        .stamped(CALLER, studio.nanos(), 0, 1)
                        .samples(HeardAudio.Law.A, big, 0, 4_000));
        sink.audio(
                new HeardAudio()
                        .stamped(3, studio.nanos(), 0, 1)
                        .samples(HeardAudio.Law.A, big, 0, 160));
        sink.audio(
                new HeardAudio()
                        .stamped(CALLER, studio.nanos() + 5_000_000_000L, 0, 1)
                        .samples(HeardAudio.Law.A, big, 0, 160));
        sink.audio(
                new HeardAudio()
                        .stamped(CALLER, studio.nanos() - 5_000_000_000L, 0, 1)
                        .samples(HeardAudio.Law.A, big, 0, 160));
        studio.advance(400);
        studio.talk(sink, CALLER, CALLER_TONE, 200);
        assertTone(studio.finish(sink).left(), 3_200, CALLER_TONE, 0, 1_600);
        assertThat(studio.recordings.counters().unusable()).isEqualTo(5);
    }

    /** Loss, duplicates and delays of up to 250 ms against a model that simply knows the truth. */
    @Test
    void aRandomWalkPutsEverySampleInItsPlace() throws IOException {
        long seed = new Random(System.identityHashCode(this)).nextLong();
        System.out.println("AlignmentTest seed=" + seed);
        Random random = new Random(seed);
        record Coming(int side, int number, int atMs) {}
        PriorityQueue<Coming> network =
                new PriorityQueue<>((a, b) -> Integer.compare(a.atMs, b.atMs));
        boolean[][] sent = new boolean[2][1_500];
        for (int side = 0; side < 2; side++) {
            for (int i = 0; i < 1_500; i++) {
                boolean calm = i % 50 == 0;
                if (calm || random.nextInt(10) > 0) {
                    sent[side][i] = true;
                    network.add(new Coming(side, i, i * 20 + (calm ? 0 : random.nextInt(250))));
                    if (random.nextInt(20) == 0) {
                        network.add(new Coming(side, i, i * 20 + 249));
                    }
                }
            }
        }
        int base = random.nextInt();
        for (int ms = 0; ms < 30_300; ms++) {
            while (!network.isEmpty() && network.element().atMs() == ms) {
                Coming next = network.remove();
                studio.send(
                        sink,
                        next.side(),
                        next.side() == CALLER ? CALLER_TONE : AGENT_TONE,
                        base + next.number() * 160,
                        7,
                        next.number() * 160L);
            }
            studio.advance(1);
        }
        Wave wave = studio.finish(sink);
        for (int i = 0; i < 1_500; i++) {
            for (int side = 0; side < 2; side++) {
                if (sent[side][i]) {
                    RecordedTone tone = side == CALLER ? CALLER_TONE : AGENT_TONE;
                    int joined = i == 0 || sent[side][i - 1] ? 0 : JOINED;
                    int from = i * 160 + joined;
                    assertTone(wave.side(side), from, tone, from, 160 - joined);
                } else if (sent[side][i - 1]) {
                    RecordedTone tone = side == CALLER ? CALLER_TONE : AGENT_TONE;
                    assertConcealed(wave.side(side), i * 160, tone);
                }
            }
        }
    }

    private static void assertTone(
            short[] samples, int at, RecordedTone tone, long from, int length) {
        for (int i = 0; i < length; i++) {
            if (samples[at + i] != tone.heard(from + i)) {
                throw new AssertionError("another sample at " + (at + i));
            }
        }
    }

    /** The tone goes on for 20 ms. */
    private static void assertConcealed(short[] samples, int at, RecordedTone tone) {
        double error = 0;
        double power = 0;
        for (int i = 0; i < 160; i++) {
            double said = tone.heard(at + i);
            error += (samples[at + i] - said) * (samples[at + i] - said);
            power += said * said;
        }
        assertThat(error / power).as("of the tone lacks at " + at).isLessThan(.5);
    }

    private static void assertSilent(short[] samples, int from, int to) {
        for (int i = from; i < to; i++) {
            if (samples[i] != 0) {
                throw new AssertionError("not silent at " + i);
            }
        }
    }
}
