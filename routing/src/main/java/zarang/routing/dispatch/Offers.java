package zarang.routing.dispatch;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.routing.dispatch.Offer.Phase;

/** The offers that stand, by id and by whom they are for, the oldest first. */
final class Offers {
    private final Map<OfferId, Offer> byId = new HashMap<>();
    private final Map<Subject, Map<OfferId, Offer>> bySubject = new HashMap<>();

    /** A new offer, or one in its next phase. */
    void put(Offer offer) {
        byId.put(offer.id(), offer);
        bySubject
                .computeIfAbsent(offer.subject(), subject -> new LinkedHashMap<>())
                .put(offer.id(), offer);
    }

    void remove(Offer offer) {
        byId.remove(offer.id());
        bySubject.computeIfPresent(
                offer.subject(),
                (subject, offers) ->
                        offers.remove(offer.id()) != null && offers.isEmpty() ? null : offers);
    }

    Optional<Offer> find(OfferId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Offer> find(OfferId id, Phase phase) {
        return find(id).filter(offer -> offer.phase() == phase);
    }

    /** A copy; one who talks has one. */
    List<Offer> of(Subject subject) {
        return List.copyOf(bySubject.getOrDefault(subject, Map.of()).values());
    }

    /** How many there are of one caller. */
    int count(Subject subject) {
        return bySubject.getOrDefault(subject, Map.of()).size();
    }

    Collection<Offer> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}
