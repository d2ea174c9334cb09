package zarang.routing.floor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.call.queue.WaitBand;

/** At DEBUG: the same is told as facts of the call, once, by who watches calls. */
final class FloorLog {
    private static final Logger log = LoggerFactory.getLogger("zarang.routing.floor.Floor");

    private FloorLog() {}

    static void of(QueueCommand command) {
        switch (command) {
            case QueueCommand.Join c ->
                    log.debug(
                            "queue.join subject={} queue={} tier={}",
                            c.subject(),
                            c.queue(),
                            c.tier());
            case QueueCommand.Leave c ->
                    log.debug("queue.leave subject={} reason={}", c.subject(), c.reason());
            case QueueCommand.OfferAnswered c ->
                    log.debug(
                            "offer.answered subject={} offer={} agent={}",
                            c.subject(),
                            c.offer(),
                            c.agent());
            case QueueCommand.OfferFailed c ->
                    log.debug(
                            "offer.failed subject={} offer={} agent={} failure={}",
                            c.subject(),
                            c.offer(),
                            c.agent(),
                            c.failure());
            case QueueCommand.Engage c ->
                    log.debug("agent.engaged subject={} agent={}", c.subject(), c.agent());
            case QueueCommand.Disengage c ->
                    log.debug("agent.disengaged subject={} agent={}", c.subject(), c.agent());
            case QueueCommand.AskPlace c -> log.debug("queue.place-asked subject={}", c.subject());
            case QueueCommand.NobodyThere c ->
                    log.debug(
                            "nobody.there subject={} offer={} agent={}",
                            c.subject(),
                            c.offer(),
                            c.agent());
            case QueueCommand.TalkEnded c ->
                    log.debug(
                            "talk.ended subject={} offer={} agent={}",
                            c.subject(),
                            c.offer(),
                            c.agent());
        }
    }

    static void of(QueueEvent event) {
        switch (event) {
            case QueueEvent.Joined e ->
                    log.debug(
                            "queue.joined subject={} queue={} position={}",
                            e.subject(),
                            e.queue(),
                            e.position());
            case QueueEvent.Placed e ->
                    log.debug(
                            "queue.placed subject={} position={} band={}",
                            e.subject(),
                            e.position(),
                            e.band().map(WaitBand::toString).orElse("unknown"));
            case QueueEvent.Offered e ->
                    log.debug(
                            "offer.made subject={} offer={} agent={}",
                            e.subject(),
                            e.offer(),
                            e.agent());
            case QueueEvent.OfferRevoked e ->
                    log.debug("offer.revoked subject={} offer={}", e.subject(), e.offer());
            case QueueEvent.Moved e ->
                    log.debug(
                            "queue.moved subject={} from={} queue={} why={}",
                            e.subject(),
                            e.from(),
                            e.queue(),
                            e.why());
            case QueueEvent.Reprioritised e ->
                    log.debug(
                            "queue.reprioritised subject={} tier={} ahead={}",
                            e.subject(),
                            e.tier(),
                            e.ahead());
            case QueueEvent.Over e ->
                    log.debug("queue.over subject={} outcome={}", e.subject(), e.outcome());
        }
    }
}
