package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;
import static zarang.routing.floor.TestFloor.SALES;
import static zarang.routing.floor.TestFloor.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.fact.CallerWait;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.routing.agent.AgentStateChanged;

/** What an agent does goes into the journal: reports of occupancy are made from it. */
class AgentFactsTest {
    private final TestFloor ann = TestFloor.withAnn();

    private List<String> states() {
        return ann.written.stream()
                .map(entry -> (AgentStateChanged) entry.fact())
                .map(fact -> fact.state() + fact.reason().map(why -> " " + why).orElse(""))
                .toList();
    }

    @Test
    void eachStateOfAnAgentIsAFactAboutTheAgent() {
        ann.reachable(ANN);
        ann.join(1, Tier.GOLD);
        ann.answer(1);
        ann.endTalk(1);
        ann.pass(3600);
        ann.floor.agentUnreachable(ANN);
        assertThat(states())
                .containsExactly(
                        "available",
                        "reserved",
                        "on-call",
                        "wrap-up",
                        "available",
                        "logged-out no-phone");
        assertThat(ann.written).extracting(JournalEntry::subject).containsOnly(Subject.of(ANN));
        assertThat(ann.written).extracting(JournalEntry::id).doesNotHaveDuplicates();
        assertThat(ann.written).extracting(JournalEntry::at).isSorted();
    }

    @Test
    void aWrapUpNamesTheWaitThatItsTalkHadEnded() {
        CallerWait wait = new CallerWait(SALES, Instant.parse("2026-11-27T08:14:59.999Z"));
        ann.reachable(ANN);
        ann.join(1, Tier.GOLD);
        ann.answer(1);
        ann.tell(
                new QueueCommand.TalkEnded(
                        Subject.of(call(1)), ann.offerTo(1).offer(), ANN, Optional.of(wait)));
        ann.floor.agentUnreachable(ANN);
        ann.reachable(ANN);
        ann.pass(3600);
        ann.join(2, Tier.GOLD);
        ann.answer(2);
        ann.endTalk(2);
        assertThat(ann.written)
                .extracting(entry -> ((AgentStateChanged) entry.fact()).served())
                .as("while it wraps up, also after its phone was gone for a moment")
                .containsExactly(
                        Optional.empty(), // available
                        Optional.empty(), // reserved
                        Optional.empty(), // on-call
                        Optional.of(wait),
                        Optional.empty(), // logged-out
                        Optional.of(wait),
                        Optional.empty(), // available
                        Optional.empty(), // reserved
                        Optional.empty(), // on-call
                        Optional.empty()); // a wrap-up of which that is not known
    }

    @Test
    void aFactSaysWhyAnAgentRests() {
        ann.reachable(ANN);
        ann.join(1, Tier.GOLD);
        ann.fail(1, OfferFailure.NO_ANSWER);
        assertThat(states()).containsExactly("available", "reserved", "resting no-answer");
    }
}
