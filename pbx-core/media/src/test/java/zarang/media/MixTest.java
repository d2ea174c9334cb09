package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.mix.Mix;
import zarang.media.mix.MixTrack;

/** The sum of voices, sample by sample: no socket and no clock. */
class MixTest {
    private static final int FRAME = 160;

    private final MixTrack caller = new MixTrack();
    private final MixTrack agent = new MixTrack();
    private final short[] low = Goertzel.tone(700, 8000, 8000, 50 * FRAME);
    private final short[] high = Goertzel.tone(1300, 8000, 8000, 50 * FRAME);

    /** By way of the codec, as packets come. */
    private static void say(MixTrack track, G711Codec law, short[] tone, int frame) {
        ByteBuffer packet = ByteBuffer.allocate(FRAME);
        short[] said = Arrays.copyOfRange(tone, frame * FRAME, (frame + 1) * FRAME);
        int bytes = law.encode(said, FRAME, packet, 0);
        short[] heard = new short[FRAME];
        int count = law.decode(packet, 0, bytes, heard);
        track.put(1000 + frame * FRAME, heard, count);
    }

    private static void hear(Mix mix, List<Short> into) {
        ByteBuffer out = ByteBuffer.allocate(FRAME);
        mix.take(G711Codec.PCMA, FRAME, out, 0);
        for (int i = 0; i < FRAME; i++) {
            into.add(G711.alawToLinear(out.get(i)));
        }
    }

    private static short[] from(List<Short> heard, int frame) {
        short[] samples = new short[heard.size() - frame * FRAME];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = heard.get(frame * FRAME + i);
        }
        return samples;
    }

    @Test
    void listenerHearsTheSumOfBothLawsAndEachTalkerTheOtherAlone() {
        Mix listener = new Mix(List.of(caller, agent));
        Mix callers = new Mix(List.of(agent));
        List<Short> all = new ArrayList<>();
        List<Short> one = new ArrayList<>();
        for (int frame = 0; frame < 50; frame++) {
            say(caller, G711Codec.PCMA, low, frame);
            say(agent, G711Codec.PCMU, high, frame);
            hear(listener, all);
            hear(callers, one);
        }
        assertThat(Goertzel.amplitude(from(all, 10), 700)).isBetween(7600.0, 8400.0);
        assertThat(Goertzel.amplitude(from(all, 10), 1300)).isBetween(7600.0, 8400.0);
        assertThat(Goertzel.amplitude(from(one, 10), 1300)).isBetween(7600.0, 8400.0);
        assertThat(Goertzel.amplitude(from(one, 10), 700)).isLessThan(100);
    }

    @Test
    void whatIsTooLoudTogetherIsLimitedAndDoesNotTurnOver() {
        short[] loud = new short[50 * FRAME];
        Arrays.fill(loud, (short) 30_000);
        Mix mix = new Mix(List.of(caller, agent));
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 10; frame++) {
            say(caller, G711Codec.PCMA, loud, frame);
            say(agent, G711Codec.PCMA, loud, frame);
            hear(mix, heard);
        }
        assertThat(from(heard, 5)).containsOnly(from(heard, 9)[0]);
        assertThat(from(heard, 9)[0]).isGreaterThan((short) 31_000);
    }

    @Test
    void lostPacketIsSilenceAndItsSuccessorComesInItsOwnTime() {
        Mix mix = new Mix(List.of(caller));
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 20; frame++) {
            if (frame != 10) {
                say(caller, G711Codec.PCMA, low, frame);
            }
            if (frame >= 2) {
                hear(mix, heard);
            }
        }
        short[] samples = from(heard, 0);
        for (int i = 10 * FRAME; i < 11 * FRAME; i++) {
            assertThat(Math.abs(samples[i])).isLessThan(20);
        }
        for (int i = 11 * FRAME; i < 16 * FRAME; i++) {
            assertThat((double) samples[i]).isBetween(low[i] - 300.0, low[i] + 300.0);
        }
    }

    @Test
    void packetThatComesAfterItsTimeHasBeenFilledIsLeftOut() {
        Mix mix = new Mix(List.of(caller));
        List<Short> heard = new ArrayList<>();
        for (int frame : new int[] {0, 1, 3, 2, 4, 5}) {
            say(caller, G711Codec.PCMA, low, frame);
        }
        for (int frame = 0; frame < 6; frame++) {
            hear(mix, heard);
        }
        short[] samples = from(heard, 0);
        assertThat(Math.abs(samples[2 * FRAME + 7])).isLessThan((short) 20);
        assertThat((double) samples[4 * FRAME + 7])
                .isBetween(low[4 * FRAME + 7] - 300.0, low[4 * FRAME + 7] + 300.0);
    }

    @Test
    void voiceThatPilesUpIsTakenUpNearItsEndAndOneThatRunsDryIsSilence() {
        Mix mix = new Mix(List.of(caller));
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 20; frame++) {
            say(caller, G711Codec.PCMA, low, frame);
        }
        for (int frame = 0; frame < 4; frame++) {
            hear(mix, heard);
        }
        short[] samples = from(heard, 0);
        assertThat((double) samples[7])
                .as("40 ms before the end")
                .isBetween(low[18 * FRAME + 7] - 300.0, low[18 * FRAME + 7] + 300.0);
        for (int i = 2 * FRAME; i < 4 * FRAME; i++) {
            assertThat(Math.abs(samples[i])).isLessThan(20);
        }
    }

    @Test
    void whoHearsNobodyHearsSilence() {
        List<Short> heard = new ArrayList<>();
        hear(new Mix(List.of()), heard);
        assertThat(heard).allMatch(sample -> Math.abs(sample) < 20);
    }
}
