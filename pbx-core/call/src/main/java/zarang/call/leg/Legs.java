package zarang.call.leg;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;

/**
 * The legs that a call holds: leg → role → the verb that owns it. A leg that was let go is not held
 * any more: what the engine says of it until its end concerns nobody. Control loop.
 */
public final class Legs {
    private record Held(LegRole role, LegOwner owner) {}

    private final Supplier<LegId> ids;
    private final Map<LegId, Held> held = new LinkedHashMap<>();

    /**
     * @param ids gives the ids of outgoing legs
     */
    public Legs(Supplier<LegId> ids) {
        this.ids = ids;
    }

    /** A leg that is about to be dialled. */
    public LegId open(LegRole role, LegOwner owner) {
        LegId leg = reserve();
        take(leg, role, owner);
        return leg;
    }

    /** The id of a leg that is about to be dialled. */
    public LegId reserve() {
        return ids.get();
    }

    /** A leg that is there already: the caller's. */
    public void take(LegId leg, LegRole role, LegOwner owner) {
        held.put(leg, new Held(role, owner));
    }

    /** Whether somebody owns that leg. */
    public boolean isHeld(LegId leg) {
        return held.containsKey(leg);
    }

    /** The leg was told to end. */
    public void letGo(LegId leg) {
        held.remove(leg);
    }

    /** The first of {@code among} that has {@code role}. */
    public Optional<LegId> find(LegRole role, Set<LegId> among) {
        return among.stream()
                .filter(leg -> {
                    Held found = held.get(leg);
                    return found != null && found.role().equals(role);
                })
                .findFirst();
    }

    /** Gives {@code event} to the leg's owner, if the leg is held; an end is the last it hears. */
    public void route(LegEvent event) {
        Held leg =
                event instanceof LegEvent.Ended ? held.remove(event.leg()) : held.get(event.leg());
        if (leg != null) {
            leg.owner().on(event);
        }
    }
}
