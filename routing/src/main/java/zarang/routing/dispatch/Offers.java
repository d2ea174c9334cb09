package zarang.routing.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.fact.Subject;
import zarang.call.queue.OfferId;
import zarang.routing.dispatch.Offer.Phase;

/** The offers that stand, by id and by whom they are for, the oldest first. */
final class Offers {
    private final Map<OfferId, Offer> byId = new HashMap<>();
    private final Map<Subject, List<Offer>> bySubject = new HashMap<>();

    /** A new offer, or one in its next phase. */
    void put(Offer offer) {
        byId.put(offer.id(), offer);
        bySubject.merge(offer.subject(), List.of(offer), (old, one) -> with(old, offer));
    }

    private static List<Offer> with(List<Offer> offers, Offer offer) {
        if (offers.size() == 1 && offers.getFirst().id().equals(offer.id())) {
            return List.of(offer);
        }
        List<Offer> next = new ArrayList<>(offers);
        next.replaceAll(each -> each.id().equals(offer.id()) ? offer : each);
        if (!next.contains(offer)) {
            next.add(offer);
        }
        return List.copyOf(next);
    }

    void remove(Offer offer) {
        byId.remove(offer.id());
        bySubject.computeIfPresent(offer.subject(), (_, offers) -> without(offers, offer));
    }

    private static @Nullable List<Offer> without(List<Offer> offers, Offer offer) {
        List<Offer> left = beside(offers, offer);
        return left.isEmpty() ? null : left;
    }

    /** Those of the same caller. */
    List<Offer> beside(Offer offer) {
        return beside(of(offer.subject()), offer);
    }

    private static List<Offer> beside(List<Offer> offers, Offer offer) {
        if (offers.size() == 1 && offers.getFirst().id().equals(offer.id())) {
            return List.of();
        }
        return offers.stream().filter(each -> !each.id().equals(offer.id())).toList();
    }

    Optional<Offer> find(OfferId id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Offer> find(OfferId id, Phase phase) {
        return find(id).filter(offer -> offer.phase() == phase);
    }

    /** As they are now, also when some are gone later; one who talks has one. */
    List<Offer> of(Subject subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    /** How many there are of one caller. */
    int count(Subject subject) {
        return of(subject).size();
    }

    Collection<Offer> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}
