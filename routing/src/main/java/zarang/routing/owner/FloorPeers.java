package zarang.routing.owner;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import zarang.call.AgentId;
import zarang.routing.agent.AgentWish;

/**
 * The port to the processes that share a floor: who owns it, and their letters to one another.
 *
 * <p>Called on the control loop; stages complete on any thread, exceptionally when there was no
 * answer: then the request may still take effect. Letters come in the order in which they were
 * sent, but may be lost or come twice.
 */
public interface FloorPeers {
    /** An owner who was not heard of for so long owns nothing; others do so after it. */
    Duration LEASE = Duration.ofMillis(2500);

    /** What nobody was answered for so long says nothing of now. */
    Duration PACES_KEPT = Duration.ofHours(1);

    /**
     * What a process says of itself.
     *
     * @param held the fence under which it owns the floor, 0 if it does not
     * @param wants whether it would own it
     * @param settings a hash of its queues and agents
     */
    record Beat(long held, boolean wants, String settings) {}

    /**
     * Who owns the floor.
     *
     * @param owner empty: nobody
     * @param fence a number that is greater for each owner than for all before
     * @param settings of the owner: a hash of them
     * @param living all processes that were heard of lately, this one among them
     */
    record Ownership(String owner, long fence, String settings, List<String> living) {
        public Ownership {
            living = List.copyOf(living);
        }
    }

    /** The name of a process, without its run. */
    static String nameOf(String self) {
        int run = self.indexOf('~');
        return run < 0 ? self : self.substring(0, run);
    }

    /**
     * This process among the others; another one after each start: its name, a tilde and the run.
     */
    String self();

    /**
     * Says that this process lives, and takes the floor if it may be taken: nobody has it, its
     * owner was not heard of for {@link #LEASE}, or was an earlier run of this process.
     */
    CompletionStage<Ownership> beat(Beat beat);

    /**
     * Keeps what an agent was asked to do for whoever owns the floor next, and after all processes
     * ended.
     *
     * @param wish empty: it takes callers
     */
    CompletionStage<?> keep(AgentId agent, Optional<AgentWish> wish);

    /** All that was kept; of what this version cannot read, nothing. */
    CompletionStage<Map<AgentId, AgentWish>> kept();

    /**
     * Keeps how fast queues moved for whoever owns the floor next, instead of what was kept before.
     *
     * @param paces as {@link PaceText} writes them
     */
    CompletionStage<?> keepPaces(String paces);

    /** What was kept of it within {@link #PACES_KEPT}; empty if nothing was. */
    CompletionStage<String> keptPaces();

    /** This process ends in order: it owns nothing and is no more among the living. */
    CompletionStage<?> leave();

    /**
     * Sends letters, which are behind those that were sent before.
     *
     * @return false if too many lie there unread: then none of them was sent
     */
    CompletionStage<Boolean> send(String to, List<String> letters);

    /**
     * Begins to read what comes. Once.
     *
     * @param reader gets each letter on any thread; it does not wait
     */
    void listen(Consumer<String> reader);
}
