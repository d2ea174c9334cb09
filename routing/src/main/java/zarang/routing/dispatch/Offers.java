package zarang.routing.dispatch;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.routing.dispatch.Offer.Phase;

/** The offers that stand, by id and by whom they are for: each has at most one. */
final class Offers {
    private final Map<OfferId, Offer> byId = new HashMap<>();
    private final Map<Subject, Offer> bySubject = new HashMap<>();

    /** A new offer, or one in its next phase. */
    void put(Offer offer) {
        Offer other = bySubject.put(offer.subject(), offer);
        if (other != null && !other.id().equals(offer.id())) {
            throw new IllegalStateException("a second offer for " + offer.subject());
        }
        byId.put(offer.id(), offer);
    }

    void remove(Offer offer) {
        byId.remove(offer.id());
        bySubject.remove(offer.subject());
    }

    Optional<Offer> find(OfferId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Offer> find(OfferId id, Phase phase) {
        return find(id).filter(offer -> offer.phase() == phase);
    }

    Optional<Offer> of(Subject subject) {
        return Optional.ofNullable(bySubject.get(subject));
    }

    Collection<Offer> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}
