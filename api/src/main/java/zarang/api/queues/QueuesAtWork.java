package zarang.api.queues;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.fact.Subject;
import zarang.routing.dispatch.LineRequest;
import zarang.routing.owner.OwnerAnswer;
import zarang.routing.owner.QueueNow;

/** The queues as a supervisor sees them, and who waits in them. Any thread; returns at once. */
public interface QueuesAtWork {
    /** How they are; fails as a problem if nobody who decides answers. */
    CompletionStage<List<QueueNow>> now();

    /**
     * Who waits in a queue, after what is wanted of one of them was done. Fails as a problem if
     * nobody who decides answers.
     */
    CompletionStage<OwnerAnswer.Line> line(QueueName queue, Optional<LineRequest> request);

    /**
     * The numbers of callers, as they may be shown, whichever process has their calls; without
     * those of a process that does not answer within a second.
     */
    CompletionStage<Map<Subject, String>> numbers(List<Subject> callers);

    /** The tiers of the club. */
    List<Tier> tiers();
}
