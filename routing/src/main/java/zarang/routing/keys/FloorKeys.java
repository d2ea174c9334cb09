package zarang.routing.keys;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import zarang.call.QueueName;
import zarang.call.Words;
import zarang.call.queue.QueueEvent.MoveReason;
import zarang.config.Key;
import zarang.config.KeyTable;
import zarang.config.Kind;
import zarang.config.Values;
import zarang.routing.agent.AgentSettings;
import zarang.routing.agent.PauseReason;
import zarang.routing.queue.Intake;
import zarang.routing.queue.RecordedShare;
import zarang.routing.queue.SkillNeeds;
import zarang.routing.queue.Strategy;
import zarang.routing.queue.TierOffsets;
import zarang.routing.queue.WhenClosed;

/** The keys of {@code queues.yaml} and {@code agents.yaml}. */
public final class FloorKeys {
    private static final KeyTable QUEUES = new KeyTable("queues.yaml");
    private static final KeyTable AGENTS = new KeyTable("agents.yaml");

    private static final Duration MS_10 = Duration.ofMillis(10);
    private static final Duration S_1 = Duration.ofSeconds(1);
    private static final Duration M_1 = Duration.ofMinutes(1);
    private static final Duration H_1 = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration NONE = Duration.ZERO;

    // queues

    static final Key<Duration> TIER_OFFSET =
            QUEUES.without(
                    "tier-offsets.*",
                    Kind.span(NONE, H_1),
                    "gold: 5m, silver: 2m, bronze: 0s",
                    "How much earlier than it came a caller of the tier counts as having"
                            + " come. Naming one tier replaces the default.");
    static final Key<TierOffsets> TIER_PRESET =
            QUEUES.without(
                    "tier-preset",
                    Kind.one(
                            "mild or strong",
                            text ->
                                    switch (text) {
                                        case "mild" -> Optional.of(TierOffsets.MILD);
                                        case "strong" -> Optional.of(TierOffsets.STRONG);
                                        default -> Optional.empty();
                                    }),
                    "none",
                    "Offsets by a name, instead of tier-offsets. mild: gold 3m, silver 1m; strong:"
                            + " gold 10m, silver 4m.");
    static final Key<Duration> QUEUE_RING =
            QUEUES.of(
                    "queues.*.ring-timeout",
                    Kind.span(S_1, Duration.ofMinutes(2)),
                    "20s",
                    "Ring time of one agent.");
    static final Key<Duration> QUEUE_WRAP_UP =
            QUEUES.of(
                    "queues.*.wrap-up",
                    Kind.span(NONE, Duration.ofMinutes(30)),
                    "5s",
                    "Rest after a talk.");
    static final Key<Duration> QUEUE_MAX_WAIT =
            QUEUES.of(
                    "queues.*.max-wait",
                    Kind.span(S_1, DAY),
                    "30m",
                    "Longest wait; then the script goes on.");
    static final Key<Integer> QUEUE_SIZE =
            QUEUES.of(
                    "queues.*.size",
                    Kind.whole(1, 10_000),
                    "200",
                    "Callers who may wait at one time.");
    static final Key<Duration> QUEUE_HARD_CAP =
            QUEUES.of(
                    "queues.*.hard-cap",
                    Kind.span(S_1, DAY),
                    "15m",
                    "A caller who waited this long goes before every tier.");
    static final Key<Boolean> QUEUE_WHEN_EMPTY =
            QUEUES.of(
                    "queues.*.join-when-empty",
                    Kind.flag(),
                    "true",
                    "Whether callers may wait while no agent is at work.");
    static final Key<Duration> QUEUE_TARGET =
            QUEUES.of(
                    "queues.*.service-target",
                    Kind.span(S_1, H_1),
                    "20s",
                    "An answer within this is in time for the service level.");
    static final Key<Duration> QUEUE_SHORT =
            QUEUES.of(
                    "queues.*.short-abandon",
                    Kind.span(NONE, M_1),
                    "5s",
                    "A caller who hangs up sooner is left out of the service level.");
    static final Key<Duration> QUEUE_REGAIN =
            QUEUES.of(
                    "queues.*.regain",
                    Kind.span(NONE, Duration.ofHours(1)),
                    "10m",
                    "So long after its line dropped, or its server died, a caller of a trusted"
                            + " number has its place again if it calls again; 0s: never.");
    static final Key<RecordedShare> QUEUE_RECORD =
            QUEUES.of(
                    "queues.*.record",
                    Kind.one(RecordedShare.WRITTEN, RecordedShare::parse),
                    "all",
                    "Which of its callers' calls are recorded, where recordings.enabled is true; a"
                            + " message that a caller leaves always is.");
    static final Key<Strategy> QUEUE_STRATEGY =
            QUEUES.of(
                    "queues.*.strategy",
                    word(List.of(Strategy.values())),
                    "longest-idle",
                    "Which of the idle agents who can take a caller gets it.");
    static final Key<List<SkillLevel>> QUEUE_SKILLS =
            QUEUES.without(
                    "queues.*.skills",
                    SkillLevel.several(),
                    "none",
                    "What agents of the queue must know to be offered its callers, and how well.");
    static final Key<List<Duration>> QUEUE_RELAX =
            QUEUES.without(
                    "queues.*.relax-after",
                    Kind.several(Kind.span(S_1, DAY), 1, SkillNeeds.LEVEL_MAX),
                    "never",
                    "After each of these waits, every level that is asked for is one lower.");
    static final Key<Boolean> QUEUE_OPEN =
            QUEUES.of(
                    "queues.*.open",
                    Kind.flag(),
                    "true",
                    "Whether callers are let in; if not, the script's closed.");
    static final Key<WhenClosed> QUEUE_WHEN_CLOSED =
            QUEUES.of(
                    "queues.*.when-closed",
                    word(List.of(WhenClosed.values())),
                    "stay",
                    "What becomes of those who wait when the queue is closed: stay and are served,"
                            + " or leave as new callers do.");
    static final Key<QueueName> QUEUE_OVERFLOW_TO =
            QUEUES.without(
                    "queues.*.overflow-to",
                    Kind.one(Values.NAMED, s -> Values.named(s).map(QueueName::new)),
                    "none",
                    "Queue that takes the callers whom this one sends away, with all that they"
                            + " have waited.");
    static final Key<List<MoveReason>> QUEUE_OVERFLOW_WHEN =
            QUEUES.without(
                    "queues.*.overflow-when",
                    Kind.several(word(Intake.RULES), 1, Intake.RULES.size()),
                    "full, max-wait, no-agents, closed",
                    "For which of these reasons overflow-to takes them; for the others the script"
                            + " goes on.");
    static final Key<Duration> REST_NO_ANSWER =
            QUEUES.of(
                    "rest.no-answer",
                    Kind.span(NONE, Duration.ofMinutes(10)),
                    "10s",
                    "After a phone rang out.");
    static final Key<Duration> REST_REFUSED =
            QUEUES.of(
                    "rest.refused",
                    Kind.span(NONE, Duration.ofMinutes(10)),
                    "5s",
                    "After busy, rejected or unreachable.");
    static final Key<Integer> REST_MISSES =
            QUEUES.of(
                    "rest.misses",
                    Kind.whole(1, 100),
                    "3",
                    "Offers missed in a row until an agent is not ready.");
    static final Key<Duration> REST_NOT_READY =
            QUEUES.of(
                    "rest.not-ready",
                    Kind.span(S_1, DAY),
                    "10m",
                    "After this an agent who is not ready is tried again, unless its phone"
                            + " registered anew or it was said to be ready before.");
    static final Key<Duration> REST_FIXED =
            QUEUES.of(
                    "rest.fixed-contact",
                    Kind.span(S_1, H_1),
                    "60s",
                    "Instead of not ready, for a phone that never registers.");
    static final Key<Duration> REST_TAKEN =
            QUEUES.of(
                    "rest.taken-elsewhere",
                    Kind.span(Duration.ofMillis(100), M_1),
                    "2s",
                    "When another process has the agent.");
    static final Key<Duration> LEASE_LIMIT =
            QUEUES.of(
                    "leases.limit",
                    Kind.span(MS_10, Duration.ofSeconds(2)),
                    "100ms",
                    "How long an offer waits for Redis before it goes on without.");
    static final Key<Duration> LEASE_RING =
            QUEUES.of(
                    "leases.ring-margin",
                    Kind.span(Duration.ofSeconds(6), M_1),
                    "10s",
                    "How much longer than ring-timeout a lease lasts.");
    static final Key<Duration> LEASE_TALK =
            QUEUES.of(
                    "leases.talk",
                    Kind.span(Duration.ofSeconds(6), Duration.ofMinutes(10)),
                    "60s",
                    "How long a lease lasts in a talk; renewed at a third of it.");

    // agents

    static final Key<String> AGENT_NAME =
            AGENTS.without(
                    "agents.*.name",
                    Values.text("text of at most 64 characters", ".{0,64}"),
                    "none",
                    "For wallboards.");
    static final Key<String> AGENT_TEAM =
            AGENTS.without(
                    "agents.*.team",
                    Values.name(),
                    "none",
                    "Team that the agent belongs to, such as night: supervisors see it together."
                            + " Nobody is routed by it.");
    static final Key<List<QueueName>> AGENT_QUEUES =
            AGENTS.without(
                    "agents.*.queues",
                    Kind.several(
                            Kind.one(Values.NAMED, s -> Values.named(s).map(QueueName::new)),
                            1,
                            AgentSettings.QUEUES_MAX),
                    Key.REQUIRED,
                    "Queues that the agent serves.");
    static final Key<List<SkillLevel>> AGENT_SKILLS =
            AGENTS.without(
                    "agents.*.skills",
                    SkillLevel.several(),
                    "none",
                    "What the agent knows, and how well.");
    static final Key<Integer> AGENT_WEIGHT =
            AGENTS.of(
                    "agents.*.weight",
                    Kind.whole(1, 100),
                    "1",
                    "The agent's share of callers in queues whose strategy is weighted.");
    static final Key<Boolean> AGENT_IN_ORDER =
            AGENTS.of(
                    "agents.*.queues-in-order",
                    Kind.flag(),
                    "false",
                    "Whether callers of the queue that is listed first go before those of the"
                            + " next; if not, whoever is to be served first in any of them.");
    static final Key<List<PauseReason>> PAUSE_REASONS =
            AGENTS.without(
                    "pause-reasons",
                    Kind.several(
                            Kind.one(
                                    "1 to 32 small letters, digits or '-'",
                                    text ->
                                            Optional.of(text)
                                                    .filter(PauseReason::isName)
                                                    .map(PauseReason::new)),
                            1,
                            32),
                    "break, lunch, meeting, training",
                    "Why agents may pause; reports count each apart.");
    static final Key<String> AGENT_CONTACT =
            AGENTS.without(
                    "agents.*.contact",
                    Values.text(
                            "a SIP URI such as sip:agent@127.0.0.1:15070",
                            "sips?:[^\\s<>\"]{1,255}"),
                    "the registered phone",
                    "Address of a phone that does not register.");

    private FloorKeys() {}

    /** One of some constants, in small letters with dashes. */
    private static <E extends Enum<E>> Kind<E> word(List<E> constants) {
        return Kind.one(
                "one of " + constants.stream().map(Words::of).collect(Collectors.joining(", ")),
                text -> constants.stream().filter(each -> Words.of(each).equals(text)).findFirst());
    }

    /** Of one queue, in the order in which the handbook shows them. */
    static List<Key<?>> ofQueues() {
        return QUEUES.ofNamed("queues");
    }

    /** Of one agent, but where its phone is: that is known before calls are. */
    static List<Key<?>> ofAgents() {
        return AGENTS.ofNamed("agents").stream().filter(key -> !key.equals(AGENT_CONTACT)).toList();
    }

    /** Of the floor itself, beside the tiers. */
    static List<Key<?>> ofFloor() {
        return List.of(
                REST_NO_ANSWER, REST_REFUSED, REST_MISSES, REST_NOT_READY, REST_FIXED, REST_TAKEN);
    }

    /** In the order in which the handbook shows them. */
    public static List<KeyTable> tables() {
        return List.of(QUEUES, AGENTS);
    }
}
