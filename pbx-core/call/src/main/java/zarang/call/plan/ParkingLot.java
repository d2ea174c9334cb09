package zarang.call.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zarang.call.CallId;

/**
 * Which call's caller is parked at which number: one at each, so that there are never more than the
 * dial plan has numbers for it. Of this process; a caller who is parked here is picked up here.
 * Control loop.
 */
public final class ParkingLot {
    private final Map<String, CallId> calls = new HashMap<>();

    /** Takes the place for {@code call}, unless somebody is there. */
    public boolean take(String place, CallId call) {
        return calls.putIfAbsent(place, call) == null;
    }

    /** The place is free; harmless if {@code call} is not the one who is there. */
    public void free(String place, CallId call) {
        calls.remove(place, call);
    }

    /** How many are parked. */
    public int taken() {
        return calls.size();
    }

    /** The call whose caller is there. */
    public Optional<CallId> at(String place) {
        return Optional.ofNullable(calls.get(place));
    }
}
