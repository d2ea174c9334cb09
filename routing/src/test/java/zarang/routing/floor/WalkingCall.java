package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.OfferId;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;

/** A call as the ACD meets it: does what it is told, and checks that it makes sense. */
final class WalkingCall {
    private enum Phase {
        NEW,
        WAITING,
        TALKING
    }

    private final CallId id;
    private final Tier tier;
    private final Instant enqueuedAt;
    private final Floor floor;
    private Phase phase = Phase.NEW;
    private int atOnce;
    private QueueEvent.@Nullable Offered talk;

    /** Whose phones ring: one, unless the queue rings all. */
    private final Map<OfferId, QueueEvent.Offered> ringing = new LinkedHashMap<>();

    WalkingCall(CallId id, Tier tier, Instant enqueuedAt, Floor floor) {
        this.id = id;
        this.tier = tier;
        this.enqueuedAt = enqueuedAt;
        this.floor = floor;
    }

    CallId id() {
        return id;
    }

    boolean isRinging() {
        return !ringing.isEmpty();
    }

    boolean isTalking() {
        return phase == Phase.TALKING;
    }

    boolean isNew() {
        return phase == Phase.NEW;
    }

    /** Whether an agent's phone rings or talks for this call, as far as it knows. */
    boolean has(AgentId agent) {
        return (talk != null && talk.agent().equals(agent))
                || ringing.values().stream().anyMatch(offer -> offer.agent().equals(agent));
    }

    void hear(QueueEvent event) {
        switch (event) {
            case QueueEvent.Joined _,
                    QueueEvent.Placed _,
                    QueueEvent.Moved _,
                    QueueEvent.Reprioritised _ -> {}
            case QueueEvent.Offered offered -> {
                if (phase != Phase.NEW) {
                    assertThat(phase).as("offered while %s", phase).isEqualTo(Phase.WAITING);
                    ringing.put(offered.offer(), offered);
                    atOnce = Math.max(atOnce, ringing.size());
                }
            }
            case QueueEvent.OfferRevoked revoked -> {
                if (ringing.remove(revoked.offer()) != null) {
                    assertThat(phase).isEqualTo(Phase.WAITING);
                }
            }
            case QueueEvent.Over _ -> {
                assertThat(phase).isIn(Phase.WAITING, Phase.NEW);
                assertThat(ringing).as("over while a phone rings").isEmpty();
                phase = Phase.NEW;
            }
        }
    }

    void join(QueueName queue) {
        phase = Phase.WAITING;
        ringing.clear();
        floor.tell(new QueueCommand.Join(id, queue, tier, enqueuedAt));
    }

    void leave(LeaveReason reason) {
        QueueEvent.Offered talked = talk;
        phase = Phase.NEW;
        talk = null;
        ringing.clear();
        if (talked == null) {
            floor.tell(new QueueCommand.Leave(id, reason));
        } else {
            floor.tell(new QueueCommand.TalkEnded(id, talked.offer(), talked.agent()));
        }
    }

    void answer() {
        QueueEvent.Offered taken = takeOne();
        phase = Phase.TALKING;
        talk = taken;
        ringing.clear();
        floor.tell(new QueueCommand.OfferAnswered(id, taken.offer(), taken.agent()));
    }

    void fail(OfferFailure failure) {
        QueueEvent.Offered failed = takeOne();
        floor.tell(new QueueCommand.OfferFailed(id, failed.offer(), failed.agent(), failure));
    }

    /** One of those that ring; it rings no more. */
    private QueueEvent.Offered takeOne() {
        QueueEvent.Offered one =
                ringing.values().stream()
                        .reduce((first, second) -> second)
                        .orElseThrow(() -> new AssertionError("no phone rings for " + id));
        ringing.remove(one.offer());
        return one;
    }

    /** How many phones rang for it at once. */
    int atOnce() {
        return atOnce;
    }
}
