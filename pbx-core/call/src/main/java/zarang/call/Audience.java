package zarang.call;

import java.util.Set;

/**
 * Who in a bridge hears one of its legs. Each leg hears all whose audience it is in: a listener is
 * heard by nobody, one who whispers to an agent by that agent only.
 */
public sealed interface Audience {
    /** Whether {@code leg} hears; of a leg itself it says nothing. */
    boolean includes(LegId leg);

    /** All others in the bridge, now and later. */
    record Everyone() implements Audience {
        @Override
        public boolean includes(LegId leg) {
            return true;
        }
    }

    record Nobody() implements Audience {
        @Override
        public boolean includes(LegId leg) {
            return false;
        }
    }

    record Only(Set<LegId> legs) implements Audience {
        public Only {
            legs = Set.copyOf(legs);
        }

        @Override
        public boolean includes(LegId leg) {
            return legs.contains(leg);
        }
    }
}
