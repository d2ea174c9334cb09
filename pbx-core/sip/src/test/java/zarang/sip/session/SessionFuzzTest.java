package zarang.sip.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.sip.message.Header;
import zarang.sip.message.SipRequest;
import zarang.sip.sdp.SdpDirection;
import zarang.sip.testkit.MemoryNet;

/**
 * Each story of two user agents and the engine, with each of its messages lost, doubled, late or
 * out of order, with everything lost from each of them on, and in foul weather by a seed. Whatever
 * happens, no leg, port, session, transaction or timer is left over.
 */
class SessionFuzzTest {
    private static final int SEEDS = 40;
    private static final String PROXY = "10.0.0.7";
    private static final String CARRIER = "10.0.0.21";
    private static final String SPARE = "10.0.0.22";
    private static final String NOBODY = "10.0.0.23";
    private static final Duration WAY = Duration.ofMillis(1);

    /** What happens, and the event that says that it did when the weather is fair. */
    record Story(
            String name,
            Class<? extends LegEvent> shows,
            List<String> carriers,
            Consumer<FuzzWorld> tell) {
        /** One without a call to a number outside. */
        Story(String name, Class<? extends LegEvent> shows, Consumer<FuzzWorld> tell) {
            this(name, shows, List.of(), tell);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Story> STORIES =
            List.of(
                    new Story(
                            "caller hangs up",
                            LegEvent.Answered.class,
                            world -> {
                                FuzzWorld.Call call = world.caller.call();
                                world.after(20_000, call::hangUp);
                            }),
                    new Story(
                            "caller is hung up",
                            LegEvent.Answered.class,
                            world -> {
                                world.caller.call();
                                world.more =
                                        event -> {
                                            if (event instanceof LegEvent.Answered) {
                                                world.after(9_000, () -> world.hangUp(event.leg()));
                                            }
                                        };
                                world.after(
                                        20_000,
                                        () -> world.caller.withCall(0, FuzzWorld.Call::hangUp));
                            }),
                    new Story(
                            "caller gives up",
                            LegEvent.Ended.class,
                            world -> {
                                world.answersAfterMs = -1;
                                FuzzWorld.Call call = world.caller.call();
                                world.after(9_000, call::hangUp);
                            }),
                    new Story(
                            "caller gives up while it is answered",
                            LegEvent.Ended.class,
                            world -> {
                                FuzzWorld.Call call = world.caller.call();
                                world.after(602, call::hangUp);
                            }),
                    new Story(
                            "caller hears us early",
                            LegEvent.Answered.class,
                            world -> {
                                world.speaksEarly = true;
                                FuzzWorld.Call call = world.caller.call();
                                world.after(20_000, call::hangUp);
                            }),
                    new Story(
                            "phone is rung and hung up",
                            LegEvent.Answered.class,
                            world -> {
                                LegId leg = world.dial();
                                world.after(20_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "phone is busy",
                            LegEvent.Ended.class,
                            world -> {
                                world.phone.answersAfterMs = -1;
                                LegId leg = world.dial();
                                world.after(20_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "phone answers while it is cancelled",
                            LegEvent.Ended.class,
                            world -> {
                                LegId leg = world.dial();
                                world.after(503, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "both hang up at once",
                            LegEvent.Answered.class,
                            world -> {
                                LegId leg = world.dial();
                                world.after(20_000, () -> world.hangUp(leg));
                                world.after(
                                        20_000,
                                        () -> world.phone.withCall(0, FuzzWorld.Call::hangUp));
                            }),
                    new Story(
                            "phone holds and resumes",
                            LegEvent.Held.class,
                            world -> {
                                LegId leg = world.dial();
                                world.after(
                                        5_000,
                                        () ->
                                                world.phone.withCall(
                                                        0, c -> c.change(SdpDirection.SENDONLY)));
                                world.after(
                                        9_000,
                                        () ->
                                                world.phone.withCall(
                                                        0, c -> c.change(SdpDirection.SENDRECV)));
                                world.after(20_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "phone holds by update",
                            LegEvent.Held.class,
                            world -> {
                                LegId leg = world.dial();
                                world.after(
                                        5_000,
                                        () ->
                                                world.phone.withCall(
                                                        0,
                                                        c ->
                                                                c.says(
                                                                        "UPDATE",
                                                                        update ->
                                                                                update.body(
                                                                                        Responses
                                                                                                .SDP,
                                                                                        SessionWorld
                                                                                                .sdp(
                                                                                                        "sendonly")))));
                                world.after(20_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "digits by info",
                            LegEvent.Digit.class,
                            world -> {
                                FuzzWorld.Call call = world.caller.call();
                                world.after(5_000, () -> call.says("INFO", SessionFuzzTest::digit));
                                world.after(20_000, call::hangUp);
                            }),
                    new Story(
                            "long talk is refreshed",
                            LegEvent.Answered.class,
                            world -> {
                                LegId leg = world.dial();
                                world.after(200_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "phone transfers blind",
                            LegEvent.TransferWanted.class,
                            world -> {
                                LegId leg = world.dial();
                                world.after(
                                        5_000,
                                        () ->
                                                world.phone.withCall(
                                                        0, c -> refer(c, "<sip:2002@10.0.0.1>")));
                                world.after(20_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "phone transfers to its other call",
                            LegEvent.TransferWanted.class,
                            world -> {
                                LegId one = world.dial();
                                LegId two = world.dial();
                                world.after(
                                        5_000,
                                        () ->
                                                world.phone.withCall(
                                                        0,
                                                        c ->
                                                                world.phone.withCall(
                                                                        1,
                                                                        other ->
                                                                                refer(
                                                                                        c,
                                                                                        to(
                                                                                                other)))));
                                world.after(20_000, () -> world.hangUp(one));
                                world.after(20_000, () -> world.hangUp(two));
                            }),
                    new Story(
                            "phone hangs up while it transfers",
                            LegEvent.TransferWanted.class,
                            world -> {
                                world.dial();
                                world.after(
                                        5_000,
                                        () ->
                                                world.phone.withCall(
                                                        0, c -> refer(c, "<sip:2002@10.0.0.1>")));
                                world.after(
                                        5_100,
                                        () -> world.phone.withCall(0, FuzzWorld.Call::hangUp));
                                world.after(
                                        40_000, // it may have rung as late as that
                                        () -> world.phone.withCall(0, FuzzWorld.Call::hangUp));
                            }),
                    new Story(
                            "two forks answer",
                            LegEvent.Answered.class,
                            world -> {
                                twoForks(world, 500);
                                LegId leg = world.dialAt(PROXY);
                                world.after(20_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "one fork answers after the other",
                            LegEvent.Answered.class,
                            world -> {
                                twoForks(world, 900);
                                LegId leg = world.dialAt(PROXY);
                                world.after(20_000, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "forks answer while they are cancelled",
                            LegEvent.Ended.class,
                            world -> {
                                twoForks(world, 501);
                                LegId leg = world.dialAt(PROXY);
                                world.after(502, () -> world.hangUp(leg));
                            }),
                    new Story(
                            "call out takes the next trunk when the first cannot",
                            LegEvent.Answered.class,
                            List.of(CARRIER, SPARE),
                            world -> {
                                FuzzWorld.Peer first = world.new Peer(CARRIER);
                                first.answersAfterMs = -1;
                                first.refusal = 503;
                                world.new Peer(SPARE);
                                world.after(100, () -> callOut(world, 20_000));
                            }),
                    new Story(
                            "call out takes the next trunk when the first says nothing",
                            LegEvent.Answered.class,
                            List.of(NOBODY, SPARE),
                            world -> {
                                world.new Peer(SPARE);
                                world.after(100, () -> callOut(world, 20_000));
                            }),
                    new Story(
                            "call out is given up while the next trunk is tried",
                            LegEvent.Ended.class,
                            List.of(NOBODY, SPARE),
                            world -> {
                                world.new Peer(SPARE);
                                world.after(100, () -> callOut(world, 4_003));
                            }),
                    new Story(
                            "no trunk takes the call",
                            LegEvent.Ended.class,
                            List.of(NOBODY, CARRIER),
                            world -> {
                                FuzzWorld.Peer last = world.new Peer(CARRIER);
                                last.answersAfterMs = -1;
                                last.refusal = 503;
                                world.after(100, () -> callOut(world, 20_000));
                            }),
                    new Story(
                            "place is taken by another call",
                            LegEvent.Ended.class,
                            world -> {
                                FuzzWorld.Call first = world.caller.call();
                                world.after(
                                        5_000,
                                        () ->
                                                world.caller.call(
                                                        new Header("Replaces", first.replaced())));
                                world.after(20_000, first::hangUp);
                                world.after(
                                        20_000,
                                        () -> world.caller.withCall(1, FuzzWorld.Call::hangUp));
                            }));

    /** The phone and another one, behind a proxy that forks to both. */
    private static FuzzWorld.Peer twoForks(FuzzWorld world, int otherAnswersAfterMs) {
        FuzzWorld.Peer other = world.new Peer("10.0.0.10");
        other.answersAfterMs = otherAnswersAfterMs;
        world.forks(PROXY, world.phone, other);
        return other;
    }

    private static void callOut(FuzzWorld world, int hungUpAfterMs) {
        LegId leg = world.dialOut();
        world.after(hungUpAfterMs, () -> world.hangUp(leg));
    }

    static List<Story> stories() {
        return STORIES;
    }

    private static void digit(SipRequest.Builder info) {
        info.body("application/dtmf-relay", Responses.bytes("Signal=5\r\nDuration=100\r\n"));
    }

    private static void refer(FuzzWorld.Call call, String to) {
        call.says("REFER", refer -> refer.header("Refer-To", to));
    }

    private static String to(FuzzWorld.Call other) {
        return "<sip:1000@10.0.0.1?Replaces="
                + other.replaced().replace(";", "%3B").replace("=", "%3D")
                + ">";
    }

    /** Tells it in some weather; how many messages that took. */
    private static int tell(Story story, IntFunction<List<Duration>> weather, String what) {
        int[] sent = {0};
        MemoryNet.Weather counted = () -> weather.apply(sent[0]++);
        FuzzWorld world = new FuzzWorld(counted, story.carriers());
        story.tell().accept(world);
        world.assertNothingLeft(story + ", " + what);
        if (what.equals("fair")) {
            assertThat(world.events).as("%s", story).anyMatch(story.shows()::isInstance);
        }
        return sent[0];
    }

    @ParameterizedTest
    @MethodSource("stories")
    void nothingIsLeftWhicheverMessageIsLostDoubledLateOrOutOfOrder(Story story) {
        int messages = tell(story, message -> List.of(WAY), "fair");
        for (int nth = 0; nth < messages; nth++) {
            int it = nth;
            once(story, it, List.of(), "lost");
            once(story, it, List.of(WAY, Duration.ofMillis(3)), "doubled");
            once(story, it, List.of(Duration.ofMillis(12)), "overtaken");
            once(story, it, List.of(Duration.ofMillis(700)), "late");
            once(story, it, List.of(WAY, Duration.ofSeconds(40)), "again much later");
            tell(
                    story,
                    message -> message < it ? List.of(WAY) : List.of(),
                    "silence from message " + it);
        }
    }

    private static void once(Story story, int nth, List<Duration> fate, String what) {
        tell(story, message -> message == nth ? fate : List.of(WAY), "message " + nth + " " + what);
    }

    @Test
    void theForkThatAnswersSecondIsEndedAtOnceAndTheFirstTalks() {
        FuzzWorld world = new FuzzWorld(() -> List.of(WAY));
        FuzzWorld.Peer second = twoForks(world, 900);
        LegId leg = world.dialAt(PROXY);
        world.loop.advance(Duration.ofMillis(880));
        assertThat(second.sessions()).as("rings").isOne();
        world.loop.advance(Duration.ofMillis(120));
        assertThat(second.sessions()).as("answered, and was hung up").isZero();
        assertThat(world.phone.sessions()).as("talks").isOne();
        world.hangUp(leg);
        world.assertNothingLeft("two forks");
    }

    @Test
    void aTrunkThatRingsIsTheLastThatIsTried() {
        FuzzWorld world = new FuzzWorld(() -> List.of(WAY), List.of(CARRIER, SPARE));
        FuzzWorld.Peer rings = world.new Peer(CARRIER);
        rings.answersAfterMs = 60_000;
        FuzzWorld.Peer spare = world.new Peer(SPARE);
        LegId leg = world.dialOut();
        world.loop.advance(Duration.ofSeconds(30));
        assertThat(rings.calls).hasSize(1);
        world.hangUp(leg);
        world.assertNothingLeft("rings");
        assertThat(spare.calls).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void nothingIsLeftInFoulWeather(Story story) {
        for (int seed = 1; seed <= SEEDS; seed++) {
            Random random = new Random(seed);
            int lost = 5 + random.nextInt(40);
            tell(story, message -> foul(random, lost), "seed " + seed);
        }
    }

    private static List<Duration> foul(Random random, int lostPercent) {
        List<Duration> copies = new ArrayList<>();
        for (int copy = random.nextInt(5) == 0 ? 2 : 1; copy > 0; copy--) {
            if (random.nextInt(100) >= lostPercent) {
                copies.add(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 5_000 : 50)));
            }
        }
        return copies;
    }
}
