package zarang.server.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.PhoneNumber;
import zarang.call.Tier;
import zarang.call.fact.CallAnswered;
import zarang.call.fact.CallStarted;
import zarang.call.fact.CallerIdentified;
import zarang.call.fact.Fact;

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

    void note(Fact fact) {
        if (fact instanceof CallStarted started) {
            caller = started.caller();
        } else if (fact instanceof CallAnswered answered) {
            agent = answered.agent();
        } else if (fact instanceof CallerIdentified identified) {
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
