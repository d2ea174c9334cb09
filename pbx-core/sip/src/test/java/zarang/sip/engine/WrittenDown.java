package zarang.sip.engine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.EngineListener;
import zarang.call.engine.EngineRig;
import zarang.call.engine.LegEvent;

/** Writes down what an engine says; {@link EngineRig#UNWANTED} is a number that nobody has. */
final class WrittenDown implements EngineListener {
    final List<LegEvent> events = new CopyOnWriteArrayList<>();

    /** Whom it asked about. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    final List<String> trunks = new CopyOnWriteArrayList<>();

    final List<String> phones = new CopyOnWriteArrayList<>();

    @Override
    public Optional<Cause> refusal(LegEvent.Arrived call) {
        asked.add(call.calledUser());
        return call.calledUser().equals(EngineRig.UNWANTED)
                ? Optional.of(Cause.UNALLOCATED_NUMBER)
                : Optional.empty();
    }

    @Override
    public void trunkChanged(String trunk, boolean up, String why) {
        trunks.add(trunk + (up ? " up " : " down ") + why);
    }

    @Override
    public void onLeg(LegEvent event) {
        events.add(event);
    }

    @Override
    public void phoneCame(String user) {
        phones.add("+" + user);
    }

    @Override
    public void phonesGone(String user) {
        phones.add("-" + user);
    }

    /**
     * As the calls say it: whoever takes a leg's place is bridged with whom that one talks with.
     */
    @Override
    public Optional<LegId> beside(LegEvent.Arrived call) {
        return call.origin().replaces();
    }
}
