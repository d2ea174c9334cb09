package zarang.tests.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.plan.AgentCode;
import zarang.call.plan.FeatureCodes;
import zarang.call.plan.SupervisionMode;
import zarang.routing.calling.AgentCodes;
import zarang.routing.calling.CallingRule;
import zarang.routing.calling.CallingSettings;
import zarang.routing.calling.SupervisionSettings;
import zarang.sip.phone.AnswerPolicy;

/**
 * The agents of the world: they take callers, call one another, hand callers on, consult, park and
 * pick up, and come and go. One of them is a supervisor, who comes into the others' talks.
 */
final class WorldAgents {
    static final int COUNT = 4;

    /** Those with one line and keys; the last agent has several lines and REFER. */
    private static final int WITH_KEYS = 3;

    static final CallingSettings CALLING =
            new CallingSettings(
                    true,
                    Duration.ofSeconds(15),
                    List.of(
                            new CallingRule(
                                    "outside",
                                    Set.of(),
                                    Set.of(),
                                    List.of("0"),
                                    true,
                                    CallingRule.Hours.ALL_DAY,
                                    Set.of(),
                                    1,
                                    WorldCarriers.NAMES),
                            new CallingRule(
                                    "back",
                                    Set.of(),
                                    Set.of(),
                                    Set.of(World.SALES),
                                    List.of("+98"),
                                    true,
                                    CallingRule.Hours.ALL_DAY,
                                    Set.of(),
                                    1,
                                    WorldCarriers.NAMES)),
                    new CallingSettings.Limits(9, 2, 100_000, 100_000),
                    new CallingSettings.Features(
                            new FeatureCodes(
                                    Optional.of("*1"), Optional.of("*2"), Optional.of("*3")),
                            Set.of("70", "71"),
                            Duration.ofSeconds(40),
                            new SupervisionSettings(
                                    Set.of(new AgentId("2000")),
                                    Map.of(
                                            SupervisionMode.LISTEN, "*81",
                                            SupervisionMode.WHISPER, "*82",
                                            SupervisionMode.BARGE, "*83")),
                            new AgentCodes(
                                    Map.of(
                                            AgentCode.Kind.READY, "*51",
                                            AgentCode.Kind.PAUSE, "*53",
                                            AgentCode.Kind.MORE_WRAP_UP, "*54"))),
                    WorldClub.ZONE);

    /** Colleagues, places to park at, the script, somebody outside, own states, and nobody. */
    private static final List<String> NUMBERS =
            List.of(
                    "2000",
                    "2001",
                    "2002",
                    "2003",
                    "70",
                    "71",
                    WorldScripts.HOTLINE,
                    WorldCarriers.NUMBER,
                    WorldCarriers.NUMBER,
                    "*51",
                    "*53",
                    "*54",
                    "2009");

    private final World world;
    private final Random random;
    private final List<WorldPhone> phones = new ArrayList<>();
    private final WorldReferrer referrer;

    /** Who pressed the number of a colleague last, with a caller in the talk. */
    private @Nullable WorldPhone consulting;

    /** When each phone said last that it leaves. */
    final Map<String, Long> leftAtNanos = new HashMap<>();

    WorldAgents(World world) {
        this.world = world;
        this.random = world.random;
        referrer = new WorldReferrer(world, "10.0.2.9", name(WITH_KEYS), NUMBERS);
    }

    WorldReferrer referrer() {
        return referrer;
    }

    static String name(int number) {
        return "200" + number;
    }

    void come() {
        IntStream.range(0, WITH_KEYS)
                .forEach(i ->
                        phones.add(new WorldPhone(world, "10.0.2." + (i + 1), name(i), manner())));
    }

    private AnswerPolicy manner() {
        return switch (random.nextInt(6)) {
            case 0 -> new AnswerPolicy.LetRing();
            case 1 -> new AnswerPolicy.Refuse(List.of(480, 486, 603).get(random.nextInt(3)));
            default -> new AnswerPolicy.After(Duration.ofMillis(random.nextInt(6_000)));
        };
    }

    private String someNumber() {
        return NUMBERS.get(random.nextInt(NUMBERS.size()));
    }

    /** One of them does something. */
    void step() {
        WorldPhone agent = phones.get(random.nextInt(WITH_KEYS));
        switch (random.nextInt(16)) {
            case 0 -> agent.sip.hangUp();
            case 1 -> agent.sip.answer();
            case 2 -> leave(agent);
            case 3, 4, 5 -> agent.sip.register();
            case 6 -> agent.call(someNumber());
            case 7, 8 -> talking().ifPresent(each -> each.press("*1" + someNumber() + "#"));
            case 9, 10 -> talking().ifPresent(this::consults);
            case 11, 12 -> supervises(phones.getFirst());
            default -> endsConsulting();
        }
    }

    private Optional<WorldPhone> talking() {
        List<WorldPhone> busy = phones.stream().filter(phone -> phone.sip.isBusy()).toList();
        return busy.isEmpty()
                ? Optional.empty()
                : Optional.of(busy.get(random.nextInt(busy.size())));
    }

    /** Comes into somebody's talk, changes how it is in it, or leaves. */
    private void supervises(WorldPhone supervisor) {
        if (!supervisor.sip.isBusy()) {
            supervisor.call("*8" + (1 + random.nextInt(3)) + name(1 + random.nextInt(COUNT - 1)));
        } else if (random.nextInt(4) == 0) {
            supervisor.sip.hangUp();
        } else {
            supervisor.press(String.valueOf(4 + random.nextInt(3)));
        }
    }

    private void consults(WorldPhone agent) {
        consulting = agent;
        agent.press("*2" + someNumber() + "#");
    }

    /** Hands the caller on, is back with it, or makes it a talk of three. */
    private void endsConsulting() {
        WorldPhone agent = consulting;
        if (agent == null) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> agent.press("*2");
            case 1 -> agent.press("*3");
            default -> {
                agent.sip.hangUp();
                consulting = null;
            }
        }
    }

    private void leave(WorldPhone agent) {
        leftAtNanos.put(agent.user, world.loop.nanos());
        agent.sip.unregister();
    }

    void goHome() {
        phones.forEach(agent -> {
            agent.sip.hangUp();
            leave(agent);
        });
        leftAtNanos.put(referrer.user(), world.loop.nanos());
        referrer.leave();
    }

    List<WorldPhone> phones() {
        return phones;
    }
}
