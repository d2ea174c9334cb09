package zarang.tests.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.QueueName;
import zarang.call.fact.AgentOffered;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallEnded;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallTalked;
import zarang.call.fact.Fact;
import zarang.call.fact.OfferFailed;
import zarang.call.fact.QueueJoined;
import zarang.call.fact.QueueLeft;
import zarang.call.fact.QueueMoved;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalConsumer;
import zarang.call.journal.StoredEntry;
import zarang.call.loop.ControlLoop;
import zarang.routing.statistics.AgentRow;
import zarang.routing.statistics.QueueRow;
import zarang.routing.statistics.StatisticsInWorld;

/**
 * Figures of queues and agents agree with the list of calls, whatever calls have done: handed on,
 * given back to their queue, taken over by a supervisor, called back, cut off by a death. Counted
 * here from each call's own story, in its order, as somebody would with a pencil.
 */
final class WorldStatistics {
    private final StatisticsInWorld figures = new StatisticsInWorld();
    private final Instant from;

    /** By queue or agent, then by figure. */
    private final Map<String, Map<String, Long>> queues = new TreeMap<>();

    private final Map<String, Map<String, Long>> agents = new TreeMap<>();

    /** Of waits that came to an end, by queue: how long they were in all, and how many. */
    private final Map<String, Long> waitMs = new TreeMap<>();

    private final Map<String, Long> waits = new TreeMap<>();

    WorldStatistics(Instant from) {
        this.from = from;
    }

    /** What makes the figures, in one life of a process. */
    JournalConsumer consumer(ControlLoop loop) {
        return figures.consumer(loop);
    }

    /** When all calls are over and all is told. */
    void assertAgree(ControlLoop loop, Map<Subject, List<StoredEntry>> told) {
        told.forEach((subject, entries) -> {
            if (subject.isCall()) {
                new Story(subject).of(entries);
            }
        });
        Map<String, Map<String, Long>> rows = new TreeMap<>();
        List<QueueRow> ofQueues = figures.queues(loop, from);
        ofQueues.forEach(row -> rows.put(row.queue(), shown(row)));
        assertThat(rows).as("queues").isEqualTo(queues);
        Map<String, Map<String, Long>> ofAgents = new TreeMap<>();
        List<AgentRow> all = figures.agents(loop, from);
        all.forEach(row -> ofAgents.put(row.agent(), shown(row)));
        ofAgents.values().removeIf(Map::isEmpty);
        assertThat(ofAgents).as("agents").isEqualTo(agents);
        assertThat(ofQueues)
                .allSatisfy(row -> {
                    assertThat(row.waiting()).as("nobody waits any more").isZero();
                    assertThat(row.meanWaitMs()).isEqualTo(meanWait(row.queue()));
                    assertThat(row.answered()).isEqualTo(row.talks() + row.talksLost());
                });
        assertThat(all.stream().mapToLong(AgentRow::answered).sum())
                .as("answered, by agents and by queues")
                .isEqualTo(ofQueues.stream().mapToLong(QueueRow::answered).sum());
        assertThat(all.stream().mapToLong(row -> row.handling().wrapUpMs()).sum())
                .as("wrap-up, by agents and by queues")
                .isEqualTo(ofQueues.stream().mapToLong(row -> row.handling().wrapUpMs()).sum());
    }

    private OptionalLong meanWait(String queue) {
        long count = waits.getOrDefault(queue, 0L);
        return count == 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round((double) waitMs.getOrDefault(queue, 0L) / count));
    }

    /** One call, fact by fact. */
    private final class Story {
        private final Subject call;

        /** Where it waits. */
        private @Nullable QueueName in;

        /** Who answered a wait, and of which queue, until their talk is over. */
        private @Nullable CallAnswered talks;

        /** An agent rings for one who is called back: to the call that is waiting too. */
        private boolean callback;

        private long waitedMs;
        private long talkedMs;

        Story(Subject call) {
            this.call = call;
        }

        void of(List<StoredEntry> entries) {
            for (StoredEntry entry : entries) {
                Optional<Fact> fact = WorldFacts.fact(entry, Fact.class);
                fact.ifPresent(this::happened);
            }
        }

        private void happened(Fact fact) {
            switch (fact) {
                case CallStarted started -> callback = started.callback().isPresent();
                case QueueJoined joined -> joins(joined.queue());
                case CallAnswered answered -> answered(answered);
                case QueueLeft left ->
                        left(left.queue(), left.reason(), left.refused(), left.waitedMs());
                case QueueMoved moved ->
                        left(
                                moved.queue(),
                                moved.by().isPresent() ? "moved" : "overflow",
                                moved.refused(),
                                moved.waitedMs());
                case CallTalked talked -> {
                    talkedMs += talked.talkMs() + talked.holdMs();
                    talked.agent().ifPresent(who -> talked(talked, who));
                }
                case AgentOffered offered -> count(agents, offered.agent().value(), "offers", 1);
                case OfferFailed failed -> {
                    if (failed.isMiss()) {
                        count(agents, failed.agent().value(), "missed", 1);
                        count(queues, failed.queue().value(), "missed", 1);
                    }
                }
                case CallEnded ended -> ended(ended);
                default -> {}
            }
        }

        private void joins(QueueName queue) {
            assertThat(in).as("%s waits twice", call).isNull();
            in = queue;
            count(queues, queue.value(), "offered", 1);
        }

        /** Who is gone before the queue let it in was offered all the same. */
        private void waited(QueueName queue, long ms) {
            if (in == null) {
                joins(queue);
            }
            assertThat(in).as("%s waits there", call).isEqualTo(queue);
            in = null;
            waitedMs += ms;
            waitMs.merge(queue.value(), ms, Long::sum);
            waits.merge(queue.value(), 1L, Long::sum);
        }

        private void answered(CallAnswered fact) {
            waited(fact.queue(), fact.waitedMs());
            assertThat(talks).as("%s talks twice", call).isNull();
            talks = fact;
            count(queues, fact.queue().value(), "answered", 1);
            count(agents, fact.agent().value(), "answered", 1);
        }

        private void left(QueueName queue, String reason, boolean refused, long ms) {
            if (refused) {
                waitedMs += ms;
                count(queues, queue.value(), "refused:" + reason, 1);
            } else {
                waited(queue, ms);
                count(
                        queues,
                        queue.value(),
                        reason.equals("abandoned") ? reason : "left:" + reason,
                        1);
            }
        }

        private void talked(CallTalked fact, AgentId agent) {
            if (fact.waitingSince().isEmpty()) {
                count(agents, agent.value(), "otherTalks", 1);
                count(agents, agent.value(), "otherTalkMs", fact.talkMs() + fact.holdMs());
                return;
            }
            CallAnswered answered = talks;
            if (answered == null) {
                throw new AssertionError(agent + " talks in " + call + " and had not answered");
            }
            assertThat(answered.agent()).isEqualTo(agent);
            talks = null;
            talked(queues, answered.queue().value(), fact);
            talked(agents, agent.value(), fact);
        }

        private void talked(Map<String, Map<String, Long>> of, String who, CallTalked fact) {
            count(of, who, "talks", 1);
            count(of, who, "talkMs", fact.talkMs());
            count(of, who, "holdMs", fact.holdMs());
        }

        private void ended(CallEnded fact) {
            CallTermination how = fact.termination();
            boolean cut = how.cause() == Cause.SERVER_FAILURE && (in != null || talks != null);
            if (in != null) {
                assertThat(cut).as("%s ends while it waits: %s", call, how).isTrue();
                count(queues, in.value(), "left:lost", 1);
            }
            if (talks != null) {
                assertThat(cut).as("%s ends while it talks: %s", call, how).isTrue();
                count(queues, talks.queue().value(), "talksLost", 1);
                count(agents, talks.agent().value(), "talksLost", 1);
            }
            if (how.cause() != Cause.SERVER_FAILURE && !callback) {
                assertThat(waitedMs).as("waits of %s", call).isEqualTo(fact.times().waitedMs());
                assertThat(talkedMs)
                        .as("talks of %s, a third one's beside them", call)
                        .isGreaterThanOrEqualTo(fact.times().talkMs());
            }
        }
    }

    private static void count(
            Map<String, Map<String, Long>> of, String who, String what, long amount) {
        if (amount > 0) {
            of.computeIfAbsent(who, w -> new TreeMap<>()).merge(what, amount, Long::sum);
        }
    }

    private static Map<String, Long> shown(QueueRow row) {
        Map<String, Map<String, Long>> one = new TreeMap<>();
        String queue = row.queue();
        count(one, queue, "offered", row.offered());
        count(one, queue, "answered", row.answered());
        count(one, queue, "abandoned", row.abandoned());
        row.left().forEach((reason, times) -> count(one, queue, "left:" + reason, times));
        row.refused().forEach((reason, times) -> count(one, queue, "refused:" + reason, times));
        count(one, queue, "missed", row.missed());
        count(one, queue, "talks", row.talks());
        count(one, queue, "talksLost", row.talksLost());
        count(one, queue, "talkMs", row.handling().talkMs());
        count(one, queue, "holdMs", row.handling().holdMs());
        return one.getOrDefault(queue, Map.of());
    }

    private static Map<String, Long> shown(AgentRow row) {
        Map<String, Map<String, Long>> one = new TreeMap<>();
        String agent = row.agent();
        count(one, agent, "offers", row.offers());
        count(one, agent, "missed", row.missed());
        count(one, agent, "answered", row.answered());
        count(one, agent, "talks", row.talks());
        count(one, agent, "talksLost", row.talksLost());
        count(one, agent, "talkMs", row.handling().talkMs());
        count(one, agent, "holdMs", row.handling().holdMs());
        count(one, agent, "otherTalks", row.otherTalks());
        count(one, agent, "otherTalkMs", row.otherTalkMs());
        return one.getOrDefault(agent, Map.of());
    }
}
