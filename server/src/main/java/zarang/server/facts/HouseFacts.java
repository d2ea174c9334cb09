package zarang.server.facts;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import zarang.call.fact.FactType;
import zarang.call.fact.FactTypes;
import zarang.call.fact.FactsOfCall;
import zarang.loyalty.points.PointsAwarded;
import zarang.routing.agent.AgentStateChanged;

/** The facts of all rooms: a line each. */
public final class HouseFacts {
    public static final FactTypes ALL =
            new FactTypes(FactsOfCall.TYPES).and(PointsAwarded.TYPE).and(AgentStateChanged.TYPE);

    private HouseFacts() {}

    /** Every fact that a webhook can be told, such as {@code call.ended}. */
    public static Set<String> told() {
        return names(FactType::isTold);
    }

    /** Those that an endpoint is told only if it names them. */
    public static Set<String> toldIfAsked() {
        return names(type -> type.isTold() && !type.isToldUnasked());
    }

    private static Set<String> names(Predicate<FactType<?>> of) {
        return ALL.all().stream()
                .filter(of)
                .map(FactType::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
