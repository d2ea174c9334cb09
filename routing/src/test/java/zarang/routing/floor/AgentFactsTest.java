package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static zarang.routing.floor.TestFloor.ANN;

import java.util.List;
import org.junit.jupiter.api.Test;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.call.journal.JournalEntry;
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
    void aFactSaysWhyAnAgentRests() {
        ann.reachable(ANN);
        ann.join(1, Tier.GOLD);
        ann.fail(1, OfferFailure.NO_ANSWER);
        assertThat(states()).containsExactly("available", "reserved", "resting no-answer");
    }
}
