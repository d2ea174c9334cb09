package zarang.sip.carrier;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import zarang.call.LegId;
import zarang.call.engine.TrunkStatus;
import zarang.call.loop.ControlLoop;
import zarang.sip.session.SessionListener;
import zarang.sip.trunk.Trunk;
import zarang.sip.trunk.Trunks;

/** Every trunk that calls go out through. Control loop only. */
public final class Carriers {
    private final ControlLoop loop;

    /** In the order of the configuration. */
    private final Map<String, Carrier> byName = new LinkedHashMap<>();

    /** Every trunk. */
    private final Map<String, CarrierAtWork> atWork = new LinkedHashMap<>();

    /** The trunk of each call that came in through one of them; as many as there are legs. */
    private final Map<LegId, Carrier> came = new HashMap<>();

    /**
     * @param trunks are told where their names lead
     */
    public Carriers(CarrierPorts ports, Trunks trunks) {
        this.loop = ports.loop();
        for (Trunk trunk : trunks.all()) {
            Optional<Carrier> carrier =
                    trunk.out().map(way -> new Carrier(trunk, way, loop, ports.random()));
            carrier.ifPresent(each -> byName.put(trunk.name(), each));
            atWork.put(trunk.name(), new CarrierAtWork(ports, trunk, trunks, carrier));
        }
    }

    /** Registers, asks whether they are there, and goes on so; once requests can be sent. */
    public void begin() {
        atWork.values().forEach(CarrierAtWork::begin);
    }

    /** Asks nothing more. */
    public void close() {
        atWork.values().forEach(CarrierAtWork::close);
    }

    /** Every trunk as it is now, also those that only send calls. */
    public List<TrunkStatus> status() {
        return atWork.values().stream().map(CarrierAtWork::status).toList();
    }

    /** Asks that trunk now whether it is there; false if there is none of that name. */
    public boolean check(String trunk) {
        CarrierAtWork found = atWork.get(trunk);
        if (found != null) {
            found.check();
        }
        return found != null;
    }

    /** A call through those of the named trunks that there are; not placed yet. */
    public TrunkCall call(
            OutsideCall call, List<String> trunks, Placing placing, SessionListener leg) {
        return new TrunkCall(
                loop,
                placing,
                call,
                trunks.stream().map(byName::get).filter(Objects::nonNull).toList(),
                leg);
    }

    /** A call came in. */
    public void arrived(LegId leg, Optional<Trunk> trunk) {
        trunk.map(Trunk::name)
                .map(byName::get)
                .ifPresent(carrier -> {
                    carrier.callCame();
                    came.put(leg, carrier);
                });
    }

    /** That leg is over. */
    public void gone(LegId leg) {
        Carrier carrier = came.remove(leg);
        if (carrier != null) {
            carrier.callOver();
        }
    }
}
