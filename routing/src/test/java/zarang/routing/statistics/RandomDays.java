package zarang.routing.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.Party;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.AgentOffered;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallTalked;
import zarang.call.fact.CallTimes;
import zarang.call.fact.CallerWait;
import zarang.call.fact.Fact;
import zarang.call.fact.OfferFailed;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.QueueMoved;
import zarang.call.fact.Subject;
import zarang.call.recording.RecordedTalk.Direction;
import zarang.routing.agent.AgentStateChanged;

/** Some days of a contact centre, made up: the list of calls, what agents did, and the facts. */
public final class RandomDays {
    public static final ServiceLimits LIMITS =
            new ServiceLimits(Duration.ofSeconds(20), Duration.ofSeconds(5));
    private static final List<String> QUEUES = List.of("sales", "support", "now");
    private static final List<String> AGENTS = List.of("2001", "2002", "2003", "2004");
    private static final List<String> WAYS =
            List.of(
                    "abandoned",
                    "abandoned",
                    "max-wait",
                    "left-by-key",
                    "stopped",
                    "no-agents",
                    "overflow",
                    "moved");

    /**
     * One wait of the list of calls.
     *
     * @param end {@code answered}, {@code refused}, {@code lost}, {@code waits}, or why it left
     * @param agent who answered
     * @param talkMs less than 0: not over, or lost
     */
    record Waited(
            CallerWait of,
            String end,
            long waitedMs,
            String agent,
            long talkMs,
            long holdMs,
            long wrapUpMs,
            boolean talkLost) {
        boolean offered() {
            return !end.equals("refused");
        }

        boolean answered() {
            return end.equals("answered");
        }

        boolean talked() {
            return talkMs >= 0;
        }
    }

    /** An agent was rung, or did not take it, at a moment. */
    record Rang(String queue, String agent, Instant at, boolean missed) {}

    /** A call that no queue brought. */
    record Other(String agent, Instant from, long ms) {}

    /** What an agent did; {@code to} empty: it still does. */
    record Did(String agent, Instant from, Optional<Instant> to, String state, String reason) {}

    final List<Waited> waits = new ArrayList<>();
    final List<Rang> rings = new ArrayList<>();
    final List<Other> others = new ArrayList<>();
    final List<Did> states = new ArrayList<>();

    /** By subject, in their order. */
    public final List<List<ToldEntry>> entries = new ArrayList<>();

    private final Random random;
    private final Instant from;
    private final Instant to;

    public RandomDays(long seed, Instant from, Duration length, int calls) {
        random = new Random(seed);
        this.from = from;
        to = from.plus(length);
        List<Waited> served = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            call(i);
        }
        waits.stream().filter(Waited::talked).forEach(served::add);
        for (String agent : AGENTS) {
            agent(agent, served.stream().filter(w -> w.agent().equals(agent)).toList());
        }
    }

    /** When nothing happens any more. */
    public Instant end() {
        return to.plusSeconds(600);
    }

    private long upTo(long most) {
        return random.nextLong(most);
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private final class Story {
        final Subject subject;
        final List<ToldEntry> told = new ArrayList<>();
        Instant now;

        Story(Subject subject, Instant begin) {
            this.subject = subject;
            now = begin;
            entries.add(told);
        }

        void tell(Fact fact) {
            told.add(new ToldEntry(subject.id() + "." + (told.size() + 1), subject, now, fact));
        }

        void pass(long ms) {
            now = now.plusMillis(ms);
        }
    }

    private void call(int number) {
        Story story =
                new Story(
                        Subject.of(new CallId("%026d".formatted(number))),
                        from.plusMillis(upTo(Duration.between(from, to).toMillis())));
        boolean dies = random.nextInt(12) == 0;
        int queues = 1 + random.nextInt(2);
        for (int i = 0; i < queues; i++) {
            boolean last = i + 1 == queues;
            if (!wait(story, last, last && dies)) {
                return; // still under way
            }
            story.pass(1 + upTo(5_000));
        }
        story.tell(
                new CallEnded(
                        Optional.empty(),
                        Optional.empty(),
                        dies ? Optional.empty() : Optional.of(waits.getLast().of().queue()),
                        true,
                        new CallTermination(
                                CallTermination.Result.SERVED,
                                Party.CALLER,
                                dies ? Cause.SERVER_FAILURE : Cause.NORMAL_CLEARING,
                                "over"),
                        new CallTimes(0, 0, 0, 0)));
    }

    private boolean wait(Story story, boolean last, boolean dies) {
        CallerWait wait = new CallerWait(new QueueName(oneOf(QUEUES)), story.now);
        Optional<Instant> since = Optional.of(wait.since());
        if (random.nextInt(9) == 0) {
            story.tell(new QueueLeft(wait.queue(), "full", 0, since, true));
            done(wait, "refused", 0);
            return true;
        }
        boolean told = random.nextInt(20) > 0; // else: gone before it was let in
        if (told) {
            story.pass(upTo(5));
            story.tell(new QueueJoined(wait.queue(), Tier.GOLD, 1, since));
        }
        while (random.nextInt(4) == 0) {
            rang(story, wait, oneOf(AGENTS), true);
        }
        story.pass(random.nextBoolean() ? upTo(8_000) : upTo(60_000));
        long waitedMs = Duration.between(wait.since(), story.now).toMillis();
        if (last && random.nextInt(15) == 0 && told) {
            done(wait, dies ? "lost" : "waits", 0);
            return dies;
        }
        if (random.nextInt(3) == 0) {
            String why = oneOf(WAYS);
            story.tell(gone(wait, why, waitedMs));
            done(wait, why, waitedMs);
            return true;
        }
        String agent = oneOf(AGENTS);
        rang(story, wait, agent, false);
        waitedMs = Duration.between(wait.since(), story.now).toMillis();
        story.tell(new CallAnswered(wait.queue(), new AgentId(agent), waitedMs, since));
        return talk(
                story,
                new Waited(wait, "answered", waitedMs, agent, -1, 0, 0, false),
                last && dies,
                last);
    }

    private static Fact gone(CallerWait wait, String why, long waitedMs) {
        Optional<Instant> since = Optional.of(wait.since());
        QueueName other = new QueueName("other");
        return switch (why) {
            case "overflow" ->
                    new QueueMoved(
                            wait.queue(), other, "full", Optional.empty(), waitedMs, since, false);
            case "moved" ->
                    new QueueMoved(
                            wait.queue(),
                            other,
                            "supervisor",
                            Optional.of("api owner"),
                            waitedMs,
                            since,
                            false);
            default -> new QueueLeft(wait.queue(), why, waitedMs, since, false);
        };
    }

    private boolean talk(Story story, Waited answered, boolean dies, boolean last) {
        if (dies || (last && random.nextInt(20) == 0)) {
            waits.add(
                    new Waited(
                            answered.of(),
                            "answered",
                            answered.waitedMs(),
                            answered.agent(),
                            -1,
                            0,
                            0,
                            dies));
            return dies;
        }
        long talkMs = upTo(600_000);
        long holdMs = random.nextInt(3) == 0 ? upTo(60_000) : 0;
        story.pass(talkMs + holdMs);
        story.tell(
                new CallTalked(
                        Optional.of(new AgentId(answered.agent())),
                        Optional.of(answered.of().queue()),
                        Optional.of(answered.of().since()),
                        Direction.INBOUND,
                        talkMs,
                        holdMs));
        waits.add(
                new Waited(
                        answered.of(),
                        "answered",
                        answered.waitedMs(),
                        answered.agent(),
                        talkMs,
                        holdMs,
                        random.nextInt(3) == 0 ? 0 : 1 + upTo(120_000),
                        false));
        if (random.nextInt(5) == 0) {
            Other other = new Other(oneOf(AGENTS), story.now, upTo(300_000));
            others.add(other);
            story.pass(other.ms());
            story.tell(
                    new CallTalked(
                            Optional.of(new AgentId(other.agent())),
                            Optional.of(answered.of().queue()),
                            Optional.empty(),
                            Direction.INBOUND,
                            other.ms(),
                            0));
        }
        return true;
    }

    private void rang(Story story, CallerWait wait, String agent, boolean missed) {
        story.tell(new AgentOffered(wait.queue(), new AgentId(agent)));
        rings.add(new Rang(wait.queue().value(), agent, story.now, false));
        story.pass(upTo(20_000));
        if (missed) {
            String reason =
                    List.of("revoked", "elsewhere", "no-answer", "busy").get(random.nextInt(4));
            story.tell(new OfferFailed(wait.queue(), new AgentId(agent), reason));
            if (reason.equals("no-answer") || reason.equals("busy")) {
                rings.add(new Rang(wait.queue().value(), agent, story.now, true));
            }
        }
    }

    private void done(CallerWait wait, String end, long waitedMs) {
        waits.add(new Waited(wait, end, waitedMs, "", -1, 0, 0, false));
    }

    /** The agent's own story: it need not fit the calls, but that each wrap-up is of one. */
    private void agent(String agent, List<Waited> served) {
        Story story = new Story(Subject.of(new AgentId(agent)), from);
        List<Waited> toWrapUp =
                new ArrayList<>(served.stream().filter(w -> w.wrapUpMs() > 0).toList());
        long spare = Duration.between(from, to).toMillis() / (toWrapUp.size() + 20L);
        while (story.now.isBefore(to.minusMillis(3 * spare))) {
            if (!toWrapUp.isEmpty() && random.nextBoolean()) {
                Waited next = toWrapUp.removeFirst();
                does(story, agent, "wrap-up", "", Optional.of(next.of()), next.wrapUpMs());
            } else {
                String state =
                        oneOf(List.of("available", "on-call", "engaged", "reserved", "logged-out"));
                does(story, agent, state, "", Optional.empty(), upTo(2 * spare));
                does(
                        story,
                        agent,
                        "not-ready",
                        oneOf(List.of("lunch", "training")),
                        Optional.empty(),
                        upTo(spare));
            }
        }
        // what was not wrapped up in time has no wrap-up
        toWrapUp.forEach(none -> {
            waits.remove(none);
            waits.add(
                    new Waited(
                            none.of(),
                            none.end(),
                            none.waitedMs(),
                            none.agent(),
                            none.talkMs(),
                            none.holdMs(),
                            0,
                            false));
        });
        Did last = new Did(agent, story.now, Optional.empty(), "available", "");
        states.add(last);
        story.tell(
                new AgentStateChanged(
                        "available", Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private void does(
            Story story,
            String agent,
            String state,
            String reason,
            Optional<CallerWait> served,
            long ms) {
        story.tell(
                new AgentStateChanged(
                        state,
                        reason.isEmpty() ? Optional.empty() : Optional.of(reason),
                        Optional.empty(),
                        served));
        Instant begin = story.now;
        story.pass(ms);
        states.add(new Did(agent, begin, Optional.of(story.now), state, reason));
    }
}
