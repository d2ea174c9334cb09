package zarang.server.serve;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.call.journal.CallFact;

/** What one line at the end of a call says of it. */
final class CallStory {
    final String trunk;
    final String dialled;
    Optional<PhoneNumber> caller = Optional.empty();
    private @Nullable AgentId agent;
    private @Nullable Tier tier;

    /**
     * @param trunk empty if none
     * @param dialled as the peer wrote it
     */
    CallStory(String trunk, String dialled) {
        this.trunk = trunk;
        this.dialled = dialled;
    }

    void note(CallFact fact) {
        if (fact instanceof CallFact.CallStarted started) {
            caller = started.caller();
        } else if (fact instanceof CallFact.CallAnswered answered) {
            agent = answered.agent();
        } else if (fact instanceof CallFact.CallerIdentified identified) {
            tier = identified.tier();
        }
    }

    /** Who talked with the caller last. */
    String agent() {
        return agent == null ? "-" : agent.toString();
    }

    String tier() {
        return tier == null ? "-" : tier.toString();
    }
}
