package zarang.routing.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.QueueName;
import zarang.call.Tier;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueCommand.LeaveReason;
import zarang.call.queue.QueueCommand.OfferFailure;
import zarang.call.queue.QueueEvent;

/** A call as the ACD meets it: does what it is told, and checks that it makes sense. */
final class WalkingCall {
    private enum Phase {
        NEW,
        WAITING,
        RINGING,
        TALKING
    }

    private final CallId id;
    private final Tier tier;
    private final Instant enqueuedAt;
    private final Floor floor;
    private Phase phase = Phase.NEW;
    private QueueEvent.@Nullable Offered offer;

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
        return phase == Phase.RINGING;
    }

    boolean isTalking() {
        return phase == Phase.TALKING;
    }

    boolean isNew() {
        return phase == Phase.NEW;
    }

    /** Whether an agent's phone rings or talks for this call, as far as it knows. */
    boolean has(AgentId agent) {
        return offer != null && offer.agent().equals(agent);
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
                    phase = Phase.RINGING;
                    offer = offered;
                }
            }
            case QueueEvent.OfferRevoked revoked -> {
                if (offer != null && offer.offer().equals(revoked.offer())) {
                    assertThat(phase).isEqualTo(Phase.RINGING);
                    phase = Phase.WAITING;
                    offer = null;
                }
            }
            case QueueEvent.Over _ -> {
                assertThat(phase).isIn(Phase.WAITING, Phase.NEW);
                phase = Phase.NEW;
            }
        }
    }

    void join(QueueName queue) {
        phase = Phase.WAITING;
        offer = null;
        floor.tell(new QueueCommand.Join(id, queue, tier, enqueuedAt));
    }

    void leave(LeaveReason reason) {
        QueueEvent.Offered talk = phase == Phase.TALKING ? offer : null;
        phase = Phase.NEW;
        offer = null;
        if (talk == null) {
            floor.tell(new QueueCommand.Leave(id, reason));
        } else {
            floor.tell(new QueueCommand.TalkEnded(id, talk.offer(), talk.agent()));
        }
    }

    void answer() {
        QueueEvent.Offered ringing = ringing();
        phase = Phase.TALKING;
        floor.tell(new QueueCommand.OfferAnswered(id, ringing.offer(), ringing.agent()));
    }

    void fail(OfferFailure failure) {
        QueueEvent.Offered ringing = ringing();
        phase = Phase.WAITING;
        offer = null;
        floor.tell(new QueueCommand.OfferFailed(id, ringing.offer(), ringing.agent(), failure));
    }

    private QueueEvent.Offered ringing() {
        if (offer == null || phase != Phase.RINGING) {
            throw new AssertionError("no phone rings for " + id);
        }
        return offer;
    }
}
