package zarang.server.tool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import zarang.call.Tier;
import zarang.routing.simulate.Demand;
import zarang.routing.simulate.HandlingTime;
import zarang.routing.simulate.ServiceOrder;
import zarang.routing.simulate.ShiftPlan;
import zarang.routing.simulate.SimulatedTime;
import zarang.routing.simulate.SimulationPlan;
import zarang.routing.simulate.TierShare;
import zarang.server.command.Times;

/** What is to be simulated, as the command line says it. */
final class SimulateOptions {
    /** Calls a seed if no hours are given: a second or so of work. */
    private static final double CALLS = 20_000;

    private static final int HOURS_LEAST = 10;

    /** How handling times are spread. */
    enum Shape {
        EXPONENTIAL,
        FIXED,
        LOGNORMAL
    }

    @Option(
            names = "--calls-per-hour",
            paramLabel = "N",
            required = true,
            description = "Calls that come in an hour, in the mean.")
    private double callsPerHour;

    @Option(
            names = "--aht",
            paramLabel = "TIME",
            required = true,
            converter = Times.class,
            description = "Average handling time, talk and wrap-up: 300s, 5m.")
    private Duration aht;

    @Option(
            names = "--agents",
            paramLabel = "N",
            description = "Agents at work; not with --target, which finds them.")
    private @Nullable Integer agents;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = Times.class,
            description = "Mean time after which a waiting caller hangs up (default: nobody does).")
    private @Nullable Duration patience;

    @Option(
            names = "--tiers",
            paramLabel = "NAME=SHARE,…",
            description = "Highest first, such as gold=20%%,silver=30%%; all others are bronze.")
    private @Nullable String tiers;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            description =
                    "fifo; priority: the highest tier first, however long others wait; mild: gold 3"
                            + " min and silver 1 min ahead; strong: 10 and 4 min (default: mild"
                            + " with --tiers, else fifo).")
    private @Nullable ServiceOrder order;

    @Option(
            names = "--offsets",
            paramLabel = "OFFSETS",
            description = "Your own, such as gold=300s,silver=2m; or mild, or strong.")
    private @Nullable String offsets;

    @Mixin private SimulateSkills skills;

    @Option(
            names = "--hard-cap",
            paramLabel = "TIME",
            converter = Times.class,
            defaultValue = "24h",
            description = "Who has waited so long goes first (default: ${DEFAULT-VALUE}).")
    private Duration hardCap;

    @Option(
            names = "--service-target",
            paramLabel = "TIME",
            converter = Times.class,
            description = "An answer within it is in time (default: 20s).")
    private @Nullable Duration serviceTarget;

    @Option(
            names = "--short-abandon",
            paramLabel = "TIME",
            converter = Times.class,
            defaultValue = "5s",
            description =
                    "Who hangs up sooner is left out of the service level (default:"
                            + " ${DEFAULT-VALUE}).")
    private Duration shortAbandon;

    @Option(
            names = "--ring",
            paramLabel = "TIME",
            converter = Times.class,
            defaultValue = "0s",
            description =
                    "Time a phone rings before its agent answers (default: ${DEFAULT-VALUE}).")
    private Duration ring;

    @Option(
            names = "--shape",
            paramLabel = "SHAPE",
            defaultValue = "exponential",
            description =
                    "Of handling times: exponential, fixed, lognormal (default: ${DEFAULT-VALUE}).")
    private Shape shape;

    @Option(
            names = "--variation",
            paramLabel = "N",
            description = "Of lognormal ones: standard deviation ÷ mean, 0.1 to 5 (default: 1).")
    private @Nullable Double variation;

    @Option(
            names = "--hours",
            paramLabel = "N",
            description =
                    "Hours that each seed counts (default: as many as 20,000 calls take, 10 at least).")
    private @Nullable Integer hours;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = Times.class,
            defaultValue = "5h",
            description =
                    "Time before it that is not counted (default: ${DEFAULT-VALUE}). 0s: a shift"
                            + " that opens with nobody waiting and closes at its end.")
    private Duration warmUp;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "30",
            description = "So many times, each with other calls (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--first-seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seeds make the same calls (default: ${DEFAULT-VALUE}).")
    private long firstSeed;

    /**
     * The plan.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    SimulationPlan plan(Optional<ServiceGoal> goal) {
        if (goal.isPresent() == (agents != null)) {
            throw new IllegalArgumentException(
                    goal.isPresent()
                            ? "--target finds the number of agents: leave out --agents"
                            : "say how many --agents there are, or which --target to find them for");
        }
        if (goal.isPresent() && serviceTarget != null) {
            throw new IllegalArgumentException(
                    "--target says the time already: leave out --service-target");
        }
        List<TierShare> shares = shares();
        Demand demand = new Demand(callsPerHour, handling(), Optional.ofNullable(patience), shares);
        Duration target = serviceTarget == null ? Duration.ofSeconds(20) : serviceTarget;
        return new SimulationPlan(
                demand,
                new ShiftPlan(
                        agents == null ? 1 : agents,
                        offsets(demand.names()),
                        hardCap,
                        ring,
                        goal.map(ServiceGoal::within).orElse(target),
                        shortAbandon),
                new SimulatedTime(warmUp, Duration.ofHours(hours()), seeds, firstSeed),
                skills.plan(Optional.ofNullable(agents)),
                skills.strategy());
    }

    private long hours() {
        return hours != null
                ? hours
                : Math.max(HOURS_LEAST, (long) Math.ceil(CALLS / callsPerHour));
    }

    private HandlingTime handling() {
        if (variation != null && shape != Shape.LOGNORMAL) {
            throw new IllegalArgumentException("--variation goes with --shape lognormal");
        }
        return switch (shape) {
            case EXPONENTIAL -> new HandlingTime.Exponential(aht);
            case FIXED -> new HandlingTime.Fixed(aht);
            case LOGNORMAL -> new HandlingTime.LogNormal(aht, variation == null ? 1 : variation);
        };
    }

    private List<TierShare> shares() {
        List<TierShare> shares = new ArrayList<>();
        double left = 1;
        if (tiers != null) {
            for (String[] pair : NamedValues.pairs("--tiers", tiers)) {
                TierShare share =
                        new TierShare(
                                new Tier(pair[0]),
                                NamedValues.share("--tiers", pair[1], "gold=20%"));
                shares.add(share);
                left -= share.share();
            }
        }
        boolean bronzeIsNamed = shares.stream().anyMatch(one -> one.tier().equals(Tier.BRONZE));
        if (left > 1e-9 && !bronzeIsNamed) {
            shares.add(new TierShare(Tier.BRONZE, left));
        }
        return shares;
    }

    private Map<Tier, Duration> offsets(List<Tier> names) {
        if (offsets == null) {
            return (order != null ? order : tiers == null ? ServiceOrder.FIFO : ServiceOrder.MILD)
                    .offsets(names);
        }
        if (order != null) {
            throw new IllegalArgumentException(
                    "--order and --offsets say the same thing: leave one out");
        }
        if (offsets.equals("mild") || offsets.equals("strong")) {
            return (offsets.equals("mild") ? ServiceOrder.MILD : ServiceOrder.STRONG)
                    .offsets(names);
        }
        Map<Tier, Duration> own = new LinkedHashMap<>();
        names.forEach(name -> own.put(name, Duration.ZERO));
        for (String[] pair : NamedValues.pairs("--offsets", offsets)) {
            Tier tier = new Tier(pair[0]);
            if (!own.containsKey(tier)) {
                throw new IllegalArgumentException(
                        "--offsets: no caller is " + tier + "; --tiers has " + names);
            }
            try {
                own.put(tier, new Times().convert(pair[1]));
            } catch (TypeConversionException noTime) {
                throw new IllegalArgumentException("--offsets: " + noTime.getMessage(), noTime);
            }
        }
        return own;
    }
}
