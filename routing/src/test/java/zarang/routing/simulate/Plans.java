package zarang.routing.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import zarang.call.Tier;
import zarang.routing.simulate.HandlingTime.Exponential;

/** Plans that several tests simulate. */
final class Plans {
    static final List<TierShare> ONE = List.of(new TierShare(Tier.BRONZE, 1));
    static final List<TierShare> THREE =
            List.of(
                    new TierShare(Tier.GOLD, 0.2),
                    new TierShare(Tier.SILVER, 0.3),
                    new TierShare(Tier.BRONZE, 0.5));

    private Plans() {}

    static Demand demand(double callsPerHour, long ahtS, List<TierShare> tiers) {
        return new Demand(
                callsPerHour, new Exponential(Duration.ofSeconds(ahtS)), Optional.empty(), tiers);
    }

    static Demand impatient(Demand demand, long patienceS) {
        return new Demand(
                demand.callsPerHour(),
                demand.handling(),
                Optional.of(Duration.ofSeconds(patienceS)),
                demand.tiers());
    }

    static ShiftPlan shift(int agents, ServiceOrder order, List<TierShare> tiers) {
        return new ShiftPlan(
                agents,
                order.offsets(tiers.stream().map(TierShare::tier).toList()),
                Duration.ofDays(1),
                Duration.ZERO,
                Duration.ofSeconds(20),
                Duration.ofSeconds(5));
    }

    static SimulationPlan plan(Demand demand, int agents, ServiceOrder order, SimulatedTime time) {
        return new SimulationPlan(demand, shift(agents, order, demand.tiers()), time);
    }

    /** A shift that opens and closes. */
    static SimulatedTime hours(long hours, int seeds) {
        return new SimulatedTime(Duration.ZERO, Duration.ofHours(hours), seeds, 1);
    }

    static SimulatedTime warm(long hours, int seeds) {
        return new SimulatedTime(Duration.ofHours(2), Duration.ofHours(hours), seeds, 1);
    }

    static SimulationReport run(SimulationPlan plan) {
        return new Simulator(_ -> {}).run(plan);
    }
}
