package zarang.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zarang.call.Audience;
import zarang.call.LegId;
import zarang.media.codec.G711Codec;
import zarang.media.prompt.PromptLibrary;

/** Three phones in one bridge: who hears whom is told by the tone that each of them sends. */
class MixIT {
    private static final LegId CALLER = new LegId(1);
    private static final LegId AGENT = new LegId(2);
    private static final LegId SUPERVISOR = new LegId(3);

    private static final int LOW = 700;
    private static final int HIGH = 1300;
    private static final int THIRD = 2100;

    /** A tone of 8000 is heard; on a machine that stands still now and then, with gaps. */
    private static final double HEARD = 4000;

    private static final double UNHEARD = 600;

    /** Packets of the newest 400 ms. */
    private static final int NEWEST = 20;

    private static final int TRIES = 3000;

    @TempDir Path folder;

    /** One phone, its session, and what it heard last. */
    private static final class Party {
        final MediaSession session;
        private final RtpPeer phone;
        private final G711Codec law;
        private final int hz;
        private final List<RtpPeer.Packet> heard = new ArrayList<>();

        Party(MediaKit kit, @Nullable MediaSession beside, G711Codec law, int hz)
                throws IOException {
            this.law = law;
            this.hz = hz;
            phone = kit.peer(hz);
            session = kit.open(new Heard(), beside);
            session.connect(Agreement.usual(phone.address(), law, 101, Direction.SEND_RECEIVE));
        }

        void talk() throws IOException {
            phone.sendTone(session.localAddress(), law.staticNumber(), hz);
            heard.add(phone.hear(10_000));
            if (heard.size() > NEWEST) {
                heard.removeFirst();
            }
        }

        /** The events that are heard within 40 packets. */
        Set<Integer> keys() throws IOException {
            Set<Integer> keys = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                RtpPeer.Packet packet = phone.hear(10_000);
                if (packet.payloadType() == 101) {
                    keys.add((int) packet.payload()[0]);
                }
            }
            return keys;
        }

        double amplitude(int of) {
            return Goertzel.amplitude(RtpPeer.join(heard), of);
        }

        boolean hears(int... tones) {
            for (int tone : tones) {
                if (amplitude(tone) < HEARD) {
                    return false;
                }
            }
            return heard.size() == NEWEST;
        }

        boolean hearsNone(int... tones) {
            for (int tone : tones) {
                if (amplitude(tone) > UNHEARD) {
                    return false;
                }
            }
            return true;
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void talkUntil(List<Party> parties, Condition condition) throws IOException {
        for (int i = 0; i < TRIES && !condition.holds(); i++) {
            for (Party party : parties) {
                party.talk();
            }
        }
        assertThat(condition.holds()).isTrue();
    }

    @Test
    void listenerHearsBothWhispersToOneAndIsHeardByAllAsItsAudienceGrows() throws IOException {
        PromptLibrary none = PromptLibrary.load(folder, List.of());
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, none, 7)) {
            Party caller = new Party(kit, null, G711Codec.PCMA, LOW);
            Party agent = new Party(kit, caller.session, G711Codec.PCMU, HIGH);
            Party supervisor = new Party(kit, caller.session, G711Codec.PCMA, THIRD);
            List<Party> two = List.of(caller, agent);
            List<Party> all = List.of(caller, agent, supervisor);
            MediaBridge bridge = new MediaBridge();
            caller.session.join(bridge, CALLER, new Audience.Everyone());
            agent.session.join(bridge, AGENT, new Audience.Everyone());
            talkUntil(two, () -> caller.hears(HIGH) && agent.hears(LOW));
            long relayed = kit.count(MediaCount.PACKETS_RELAYED);
            assertThat(relayed).as("two are relayed").isPositive();

            supervisor.session.join(bridge, SUPERVISOR, new Audience.Nobody());
            talkUntil(
                    all,
                    () ->
                            supervisor.hears(LOW, HIGH)
                                    && supervisor.hearsNone(THIRD)
                                    && caller.hears(HIGH)
                                    && caller.hearsNone(LOW, THIRD)
                                    && agent.hears(LOW)
                                    && agent.hearsNone(HIGH, THIRD));

            supervisor.session.join(bridge, SUPERVISOR, new Audience.Only(Set.of(AGENT)));
            talkUntil(
                    all,
                    () ->
                            agent.hears(LOW, THIRD)
                                    && caller.hears(HIGH)
                                    && caller.hearsNone(THIRD, LOW));

            supervisor.session.join(bridge, SUPERVISOR, new Audience.Everyone());
            talkUntil(all, () -> agent.hears(LOW, THIRD) && caller.hears(HIGH, THIRD));

            long before = kit.count(MediaCount.PACKETS_RELAYED);
            supervisor.session.part();
            talkUntil(
                    all,
                    () ->
                            caller.hears(HIGH)
                                    && caller.hearsNone(THIRD)
                                    && agent.hears(LOW)
                                    && supervisor.hearsNone(LOW, HIGH, THIRD));
            assertThat(kit.count(MediaCount.PACKETS_RELAYED))
                    .as("two are relayed again")
                    .isGreaterThan(before);
        }
    }

    @Test
    void keyReachesThoseWhoHearTheOneWhoPressesAndNobodyElse() throws IOException {
        PromptLibrary none = PromptLibrary.load(folder, List.of());
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, none, 8)) {
            Party caller = new Party(kit, null, G711Codec.PCMA, LOW);
            Party agent = new Party(kit, caller.session, G711Codec.PCMU, HIGH);
            Party supervisor = new Party(kit, caller.session, G711Codec.PCMA, THIRD);
            MediaBridge bridge = new MediaBridge();
            caller.session.join(bridge, CALLER, new Audience.Only(Set.of(AGENT)));
            agent.session.join(bridge, AGENT, new Audience.Everyone());
            supervisor.session.join(bridge, SUPERVISOR, new Audience.Nobody());
            talkUntil(List.of(caller, agent, supervisor), () -> agent.hears(LOW));
            caller.phone.sendEvent(caller.session.localAddress(), 101, 5, true, 800);
            assertThat(agent.keys()).isNotEmpty().containsOnly(5);
            assertThat(supervisor.keys()).isEmpty();
            assertThat(caller.keys()).isEmpty();
        }
    }

    /** Samples that do not go on as a tone of that frequency does. */
    private static int breaks(short[] samples, int hz) {
        double turn = 2 * Math.cos(2 * Math.PI * hz / 8000);
        int breaks = 0;
        for (int i = 2; i < samples.length; i++) {
            double wanted = turn * samples[i - 1] - samples[i - 2];
            breaks += Math.abs(samples[i] - wanted) > 1500 ? 1 : 0;
        }
        return breaks;
    }

    /** What the agent hears of the caller while a listener comes and goes twice. */
    private int breaksWhileAListenerComesAndGoes(MediaKit kit) throws IOException {
        Party caller = new Party(kit, null, G711Codec.PCMA, LOW);
        Party agent = new Party(kit, caller.session, G711Codec.PCMA, HIGH);
        Party supervisor = new Party(kit, caller.session, G711Codec.PCMA, THIRD);
        MediaBridge bridge = new MediaBridge();
        caller.session.join(bridge, CALLER, new Audience.Everyone());
        agent.session.join(bridge, AGENT, new Audience.Everyone());
        talkUntil(List.of(caller, agent), () -> agent.hears(LOW));
        List<RtpPeer.Packet> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            if (i % 60 == 20) {
                supervisor.session.join(bridge, SUPERVISOR, new Audience.Nobody());
            } else if (i % 60 == 40) {
                supervisor.session.part();
            }
            caller.talk();
            agent.talk();
            all.add(agent.heard.getLast());
        }
        for (Party party : List.of(caller, agent, supervisor)) {
            party.session.close();
        }
        return breaks(RtpPeer.join(all), LOW);
    }

    @Test
    void steadyVoiceGoesOnWithoutABreakWhileAListenerComesAndGoes() throws IOException {
        PromptLibrary none = PromptLibrary.load(folder, List.of());
        try (MediaKit kit = new MediaKit(MediaKit.SETTINGS, none, 9)) {
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < 8 && least > 0; i++) {
                least = Math.min(least, breaksWhileAListenerComesAndGoes(kit));
            }
            assertThat(least).as("at best: the machine may stand still").isZero();
        }
    }
}
