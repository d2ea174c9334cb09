package zarang.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.CallerShown;
import zarang.call.engine.DialTarget;
import zarang.call.engine.LegCommand;
import zarang.call.engine.LegEvent;
import zarang.sip.message.SipUri;
import zarang.sip.phone.AnswerPolicy;

/** Phones that do what they like, over a network that loses a tenth of what it carries. */
class EngineRandomWalkTest {
    private static final int STEPS = 3_000;

    @Test
    void noLegSessionTransactionOrTimerIsLeftOverWhateverThePhonesDo() {
        for (long seed = 1; seed <= 5; seed++) {
            walk(seed);
        }
    }

    private static void walk(long seed) {
        EngineWorld world = new EngineWorld(seed, 10, 8);
        List<EngineWorld.Phone> phones = new ArrayList<>();
        phones.add(world.phone("10.0.0.2", "2001", new AnswerPolicy.After(Duration.ofMillis(300))));
        phones.add(world.phone("10.0.0.3", "2002", new AnswerPolicy.Refuse(486)));
        phones.add(world.phone("10.0.0.4", "2003", new AnswerPolicy.LetRing()));
        for (int step = 0; step < STEPS; step++) {
            world.loop.advance(Duration.ofMillis(world.random.nextInt(2_000)));
            step(world, phones.get(world.random.nextInt(phones.size())));
        }
        world.engine.stopAccepting();
        phones.forEach(phone -> {
            phone.sip.unregister();
            phone.sip.hangUp();
        });
        live(world).forEach(leg -> hangUp(world, leg));
        world.loop.advance(Duration.ofMinutes(10));
        world.assertClean();
        assertEachLegEndsOnceAndLast(world, seed);
        for (EngineWorld.Phone phone : phones) {
            assertThat(phone.sip.sessions()).as("phone sessions, seed %d", seed).isZero();
            assertThat(phone.media.open()).as("phone media, seed %d", seed).isEmpty();
        }
    }

    private static void step(EngineWorld world, EngineWorld.Phone phone) {
        List<LegId> live = live(world);
        switch (world.random.nextInt(11)) {
            case 0 -> phone.sip.register();
            case 1 -> phone.sip.unregister();
            case 2, 3 -> phone.sip.call(SipUri.of("1000", "10.0.0.1", 5060));
            case 4 -> phone.sip.hangUp();
            case 5 -> phone.sip.answer();
            case 6 -> phone.sip.pressByInfo('5');
            case 7 -> {
                LegId leg = world.legs.next();
                world.dialled.add(leg);
                String user = "200" + (1 + world.random.nextInt(4));
                world.engine.execute(
                        new LegCommand.Dial(
                                leg,
                                leg,
                                new DialTarget.Registered(user),
                                CallerShown.of("", "1")));
            }
            case 8 -> live.forEach(leg -> world.engine.execute(new LegCommand.Answer(leg)));
            case 9 -> live.forEach(leg -> world.engine.execute(new LegCommand.Ring(leg)));
            default -> {
                if (!live.isEmpty()) {
                    hangUp(world, live.get(world.random.nextInt(live.size())));
                }
            }
        }
    }

    private static void hangUp(EngineWorld world, LegId leg) {
        world.engine.execute(new LegCommand.HangUp(leg, Cause.NORMAL_CLEARING));
    }

    private static List<LegId> live(EngineWorld world) {
        // a leg that was dialled is there before anything is heard of it
        Set<LegId> live = new HashSet<>(world.dialled);
        for (LegEvent event : world.events) {
            if (event instanceof LegEvent.Ended) {
                live.remove(event.leg());
            } else {
                live.add(event.leg());
            }
        }
        return live.stream().sorted((a, b) -> Long.compare(a.value(), b.value())).toList();
    }

    private static void assertEachLegEndsOnceAndLast(EngineWorld world, long seed) {
        Set<LegId> ended = new HashSet<>();
        for (LegEvent event : world.events) {
            assertThat(ended).as("seed %d", seed).doesNotContain(event.leg());
            if (event instanceof LegEvent.Ended) {
                ended.add(event.leg());
            }
        }
        assertThat(live(world)).as("seed %d", seed).isEmpty();
    }
}
