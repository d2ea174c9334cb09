package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.media.codec.G711;
import zarang.media.codec.G711Codec;
import zarang.media.mix.MixEar;
import zarang.media.mix.Mixer;
import zarang.media.mix.Voice;

/** The sum of voices, sample by sample: no socket and no clock. */
class MixTest {
    private static final int FRAME = 160;

    private final Voice caller = new Voice();
    private final Voice agent = new Voice();
    private final Voice third = new Voice();
    private final Mixer mixer = new Mixer();
    private final short[] low = Goertzel.tone(700, 8000, 8000, 100 * FRAME);
    private final short[] high = Goertzel.tone(1300, 8000, 8000, 100 * FRAME);

    /** By way of the codec, as packets come. */
    private static void say(Voice voice, G711Codec law, short[] tone, int frame) {
        ByteBuffer packet = ByteBuffer.allocate(FRAME);
        short[] said = Arrays.copyOfRange(tone, frame * FRAME, (frame + 1) * FRAME);
        int bytes = law.encode(said, FRAME, packet, 0);
        short[] heard = new short[FRAME];
        int count = law.decode(packet, 0, bytes, heard);
        voice.put(1000 + frame * FRAME, heard, count);
    }

    private MixEar ear(Voice... heard) {
        MixEar ear = new MixEar(mixer);
        ear.hear(List.of(heard));
        return ear;
    }

    private static void hear(MixEar ear, List<Short> into) {
        ByteBuffer out = ByteBuffer.allocate(FRAME);
        ear.take(G711Codec.PCMA, FRAME, out, 0);
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

    private static void assertSame(short[] heard, int from, short[] said, int at, int count) {
        for (int i = 0; i < count; i++) {
            assertThat((double) heard[from + i])
                    .as("sample %s", from + i)
                    .isBetween(said[at + i] - 350.0, said[at + i] + 350.0);
        }
    }

    @Test
    void listenerHearsTheSumOfBothLawsAndEachTalkerTheOtherAlone() {
        mixer.speak(List.of(caller, agent));
        MixEar listener = ear(caller, agent);
        MixEar callers = ear(agent);
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
    void oneOfManyHearsTheSumOfAllLessItsOwnVoice() {
        List<Voice> voices = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            voices.add(new Voice());
        }
        mixer.speak(voices);
        List<MixEar> ears = new ArrayList<>();
        for (Voice own : voices) {
            MixEar ear = new MixEar(mixer);
            ear.hear(voices.stream().filter(voice -> voice != own).toList());
            ears.add(ear);
        }
        List<List<Short>> heard = new ArrayList<>();
        ears.forEach(ear -> heard.add(new ArrayList<>()));
        for (int frame = 0; frame < 40; frame++) {
            for (int i = 0; i < voices.size(); i++) {
                short[] tone = Goertzel.tone(400 + 300 * i, 3000, 8000, (frame + 1) * FRAME);
                say(voices.get(i), G711Codec.PCMA, tone, frame);
            }
            for (int i = 0; i < ears.size(); i++) {
                hear(ears.get(i), heard.get(i));
            }
        }
        for (int listener = 0; listener < ears.size(); listener++) {
            for (int voice = 0; voice < voices.size(); voice++) {
                double amplitude =
                        Goertzel.amplitude(from(heard.get(listener), 20), 400 + 300 * voice);
                if (voice == listener) {
                    assertThat(amplitude).isLessThan(150);
                } else {
                    assertThat(amplitude).isBetween(2500.0, 3300.0);
                }
            }
        }
    }

    @Test
    void whisperIsInTheAgentsEarAndNoTraceOfItInTheCallers() {
        mixer.speak(List.of(caller, agent, third));
        MixEar agents = ear(caller, third);
        MixEar callers = ear(agent);
        List<Short> agentHears = new ArrayList<>();
        List<Short> callerHears = new ArrayList<>();
        for (int frame = 0; frame < 50; frame++) {
            say(caller, G711Codec.PCMA, low, frame);
            say(third, G711Codec.PCMA, high, frame);
            hear(agents, agentHears);
            hear(callers, callerHears);
        }
        assertThat(Goertzel.amplitude(from(agentHears, 10), 1300)).isGreaterThan(7600);
        assertThat(callerHears).allMatch(sample -> Math.abs(sample) <= 8);
    }

    @Test
    void steadyVoiceHasNoFrameMissingOrDoubledWhileAThirdComesAndGoes() {
        mixer.speak(List.of(caller, agent));
        MixEar agents = ear(caller);
        List<Short> heard = new ArrayList<>();
        MixEar thirds = null;
        for (int frame = 0; frame < 100; frame++) {
            say(caller, G711Codec.PCMA, low, frame);
            if (frame % 20 == 10) {
                mixer.speak(List.of(caller, agent, third));
                agents.hear(List.of(caller, third));
                thirds = ear(caller, agent);
            } else if (frame % 20 == 0) {
                mixer.speak(List.of(caller, agent));
                agents.hear(List.of(caller));
                thirds = null;
            }
            if (thirds != null) {
                hear(thirds, new ArrayList<>());
            }
            hear(agents, heard);
        }
        assertSame(from(heard, 0), 0, low, 0, 100 * FRAME);
    }

    @Test
    void whatIsTooLoudTogetherIsBentAndDoesNotTurnOver() {
        short[] loud = Goertzel.tone(300, 11_000, 8000, 50 * FRAME);
        mixer.speak(List.of(caller, agent, third));
        MixEar listener = ear(caller, agent, third);
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 10; frame++) {
            for (Voice voice : List.of(caller, agent, third)) {
                say(voice, G711Codec.PCMA, loud, frame);
            }
            hear(listener, heard);
        }
        short[] samples = from(heard, 5);
        int most = 0;
        for (int i = 1; i < samples.length; i++) {
            most = Math.max(most, samples[i]);
            assertThat(Math.abs(samples[i] - samples[i - 1])).as("no edge").isLessThan(8500);
        }
        assertThat(most).isBetween(27_000, 32_767);
    }

    @Test
    void quietVoiceIsTurnedUpAndALoudOneDownSlowlyAndWithinBounds() {
        mixer.speak(List.of(caller, agent));
        MixEar callers = ear(agent);
        MixEar agents = ear(caller);
        short[] quiet = Goertzel.tone(700, 500, 8000, 100 * FRAME);
        short[] loud = Goertzel.tone(1300, 28_000, 8000, 100 * FRAME);
        List<Short> up = new ArrayList<>();
        List<Short> down = new ArrayList<>();
        for (int frame = 0; frame < 1000; frame++) {
            int at = frame % 100;
            say(caller, frame, quiet, at);
            say(agent, frame, loud, at);
            hear(agents, up);
            hear(callers, down);
        }
        assertThat(Goertzel.amplitude(Arrays.copyOf(from(up, 0), 50 * FRAME), 700))
                .as("in the first second")
                .isBetween(480.0, 580.0);
        assertThat(Goertzel.amplitude(from(up, 950), 700)).isBetween(1300.0, 1450.0);
        assertThat(Goertzel.amplitude(from(down, 950), 1300)).isBetween(10_500.0, 12_500.0);
    }

    private static void say(Voice voice, int frame, short[] tone, int at) {
        voice.put(frame * FRAME, Arrays.copyOfRange(tone, at * FRAME, (at + 1) * FRAME), FRAME);
    }

    @Test
    void lostPacketIsConcealedAndItsSuccessorComesInItsOwnTime() {
        mixer.speak(List.of(caller));
        MixEar listener = ear(caller);
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 20; frame++) {
            if (frame != 10) {
                say(caller, G711Codec.PCMA, low, frame);
            }
            hear(listener, heard);
        }
        short[] samples = from(heard, 0);
        assertThat(Goertzel.amplitude(Arrays.copyOfRange(samples, 10 * FRAME, 11 * FRAME), 700))
                .isGreaterThan(6000);
        assertSame(samples, 0, low, 0, 10 * FRAME);
        assertSame(samples, 12 * FRAME, low, 12 * FRAME, 8 * FRAME);
    }

    @Test
    void packetsThatOvertakeEachOtherAreHeardInOrderAndDoubledOnesOnce() {
        mixer.speak(List.of(caller));
        MixEar listener = ear(caller);
        List<Short> heard = new ArrayList<>();
        for (int frame : new int[] {0, 1, 3, 2, 2, 4, 3, 5}) {
            say(caller, G711Codec.PCMA, low, frame);
        }
        for (int frame = 0; frame < 6; frame++) {
            hear(listener, heard);
        }
        assertSame(from(heard, 0), 0, low, 0, 6 * FRAME);
    }

    @Test
    void packetThatIsLateIsHeardAndSoAreThoseAfterItALittleLater() {
        mixer.speak(List.of(caller));
        MixEar listener = ear(caller);
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 30; frame++) {
            if (frame > 5) {
                say(caller, G711Codec.PCMA, low, frame - 1);
            } else if (frame < 5) {
                say(caller, G711Codec.PCMA, low, frame);
            }
            hear(listener, heard);
        }
        short[] samples = from(heard, 0);
        assertSame(samples, 0, low, 0, 5 * FRAME);
        assertSame(samples, 7 * FRAME, low, 6 * FRAME, 22 * FRAME);
    }

    @Test
    void voiceThatPilesUpIsTakenUpNearItsEndAndOneThatRunsDryFadesToSilence() {
        mixer.speak(List.of(caller));
        MixEar listener = ear(caller);
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 20; frame++) {
            say(caller, G711Codec.PCMA, low, frame);
        }
        for (int frame = 0; frame < 20; frame++) {
            hear(listener, heard);
        }
        short[] samples = from(heard, 0);
        assertSame(samples, 0, low, 10 * FRAME, 10 * FRAME);
        for (int i = 14 * FRAME; i < 20 * FRAME; i++) {
            assertThat(Math.abs(samples[i])).isLessThan(20);
        }
    }

    @Test
    void comfortNoiseEndsAVoiceAndIsNotTakenForLoss() {
        mixer.speak(List.of(caller));
        MixEar listener = ear(caller);
        List<Short> heard = new ArrayList<>();
        short[] pause = new short[50 * FRAME];
        for (int frame = 0; frame < 40; frame++) {
            if (frame < 10 || frame >= 30) {
                say(caller, G711Codec.PCMA, frame < 8 ? low : frame < 30 ? pause : low, frame);
            } else if (frame == 10) {
                caller.rest();
            }
            hear(listener, heard);
        }
        short[] samples = from(heard, 0);
        for (int i = 9 * FRAME; i < 30 * FRAME; i++) {
            assertThat(Math.abs(samples[i])).isLessThan(20);
        }
        assertSame(samples, 31 * FRAME, low, 31 * FRAME, 8 * FRAME);
    }

    @Test
    void whoHearsNobodyHearsSilence() {
        List<Short> heard = new ArrayList<>();
        hear(ear(), heard);
        assertThat(heard).allMatch(sample -> Math.abs(sample) < 20);
    }

    @Test
    void mixingAllocatesNothingForAFrame() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        mixer.speak(List.of(caller, agent, third));
        MixEar listener = ear(caller, agent);
        ByteBuffer out = ByteBuffer.allocate(FRAME);
        short[] packet = Arrays.copyOf(low, FRAME);
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long bytes = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                int frame = 500 * round + i;
                if (i % 7 != 0) {
                    caller.put(frame * FRAME, packet, FRAME);
                }
                agent.put(frame * FRAME, packet, FRAME);
                listener.take(G711Codec.PCMA, FRAME, out, 0);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - bytes);
        }
        assertThat(least / 500.0).as("bytes a frame, with every seventh packet lost").isLessThan(1);
    }

    /** Its frames of then lie in the mix still. */
    @Test
    void whoComesBackIsNotHeardWithWhatItSaidBeforeItLeft() {
        mixer.speak(List.of(caller, agent));
        MixEar first = ear(agent);
        MixEar behind = ear(caller);
        List<Short> unheard = new ArrayList<>();
        List<Short> heard = new ArrayList<>();
        for (int frame = 0; frame < 16; frame++) {
            say(caller, G711Codec.PCMA, low, frame);
            hear(first, unheard);
            hear(behind, unheard);
        }
        mixer.speak(List.of(agent));
        behind.hear(List.of());
        for (int frame = 0; frame < 8; frame++) {
            hear(first, unheard);
            hear(behind, unheard);
        }
        hear(first, unheard);
        mixer.speak(List.of(caller, agent));
        behind.hear(List.of(caller));
        hear(behind, heard);
        assertThat(heard).allMatch(sample -> Math.abs(sample) <= 8);
    }
}
