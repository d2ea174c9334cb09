package zarang.media;

import java.util.ArrayList;
import java.util.List;

/** The legs of one media loop, in no order: one is taken off by putting the last in its place. */
final class OpenLegs {
    private final List<SweptEar> legs = new ArrayList<>();

    void add(SweptEar leg) {
        leg.place = legs.size();
        legs.add(leg);
    }

    void remove(SweptEar leg) {
        SweptEar last = legs.removeLast();
        if (last.place != leg.place) {
            legs.set(leg.place, last);
            last.place = leg.place;
        }
    }

    /** Lets each do what is due, and closes those that are to close. */
    void sweep(long nowNanos) {
        for (int i = legs.size() - 1; i >= 0; i--) {
            SweptEar leg = legs.get(i);
            try {
                if (leg.isCloseAsked()) {
                    leg.close();
                } else {
                    leg.sweep(nowNanos);
                }
            } catch (RuntimeException | AssertionError e) {
                leg.fail(e);
            }
        }
    }

    void failAll(Throwable cause) {
        List.copyOf(legs).forEach(leg -> leg.fail(cause));
    }

    void closeAll() {
        List.copyOf(legs).forEach(SweptEar::close);
    }
}
