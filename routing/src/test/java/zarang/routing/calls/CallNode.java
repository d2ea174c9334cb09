package zarang.routing.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import zarang.call.AgentId;
import zarang.call.CallId;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;
import zarang.call.loop.ControlLoop;
import zarang.call.plan.SupervisionMode;
import zarang.call.verb.CallActivity;
import zarang.call.verb.CallSnapshot;
import zarang.call.verb.Supervision;
import zarang.call.verb.SupervisionResult;
import zarang.call.verb.SupervisionWish;
import zarang.routing.owner.FloorPeers;
import zarang.routing.owner.InMemoryPeers;

/** One process with calls that a test begins and ends, and a floor that only beats. */
final class CallNode implements CallsHere {
    final InMemoryPeers peers;
    final CallPeers calls;
    final List<String> lettersOfTheFloor = new ArrayList<>();
    private final FloorPeers floor;
    private final Map<String, CallSnapshot> here = new TreeMap<>();
    private int asked;
    private SupervisionResult result = SupervisionResult.DONE;

    CallNode(ControlLoop loop, InMemoryPeers.Hub hub, String name) {
        peers = new InMemoryPeers(hub, name, "run1");
        calls = new CallPeers(loop, peers, this);
        floor = calls.beside();
        floor.listen(lettersOfTheFloor::add);
    }

    /** Its floor says that it lives, and is told who else does. */
    void beat() {
        var _ = floor.beat(new FloorPeers.Beat(0, true, "s1"));
    }

    CallSeen begin(CallId id) {
        CallSnapshot call =
                new CallSnapshot(
                        id,
                        Instant.parse("2026-03-21T08:00:00Z"),
                        Optional.of(new PhoneNumber("+989121234567")),
                        Optional.empty(),
                        Optional.of(new QueueName("sales")),
                        Optional.of(new AgentId("2001")),
                        CallActivity.TALKING,
                        List.of(
                                new Supervision(
                                        new AgentId("2009"), SupervisionMode.WHISPER, true)));
        here.put(id.value(), call);
        return CallSeen.of(FloorPeers.nameOf(peers.self()), call);
    }

    void end(CallId id) {
        here.remove(id.value());
    }

    /** What comes of every wish from now on. */
    void answers(SupervisionResult now) {
        result = now;
    }

    /** How often a call here was to do something. */
    int asked() {
        return asked;
    }

    @Override
    public List<CallSnapshot> all() {
        return List.copyOf(here.values());
    }

    @Override
    public Optional<CallSnapshot> one(CallId call) {
        return Optional.ofNullable(here.get(call.value()));
    }

    @Override
    public SupervisionResult ask(CallId call, SupervisionWish wish) {
        asked++;
        return here.containsKey(call.value()) ? result : SupervisionResult.NO_CALL;
    }
}
