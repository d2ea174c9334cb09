package zarang.routing.calling;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import zarang.call.plan.FeatureCodes;

/**
 * Whom agents may call. By default colleagues alone.
 *
 * @param colleagues whether they may call one another
 * @param ringTimeout how long a colleague or a number outside is rung; 5-120 s
 * @param rules for numbers outside
 * @param limits on them
 * @param features what agents may do with a call by what they dial or press
 * @param zone whose clock the rules' hours and a day's spending go by
 */
public record CallingSettings(
        boolean colleagues,
        Duration ringTimeout,
        List<CallingRule> rules,
        Limits limits,
        Features features,
        ZoneId zone) {
    public CallingSettings {
        rules = List.copyOf(rules);
    }

    /** The same by another clock. */
    CallingSettings at(ZoneId clock) {
        return new CallingSettings(colleagues, ringTimeout, rules, limits, features, clock);
    }

    /**
     * What agents may do with a call by what they dial or press.
     *
     * @param codes that they press during a talk
     * @param places numbers where callers are parked
     * @param parkedLongest how long
     * @param supervision who may be in the talks of others
     * @param own codes that they dial to set what they do
     */
    public record Features(
            FeatureCodes codes,
            Set<String> places,
            Duration parkedLongest,
            SupervisionSettings supervision,
            AgentCodes own) {
        /** None. */
        public static final Features NONE =
                new Features(
                        FeatureCodes.NONE,
                        Set.of(),
                        Duration.ZERO,
                        SupervisionSettings.NOBODY,
                        AgentCodes.NONE);

        public Features {
            places = Set.copyOf(places);
        }
    }

    /**
     * What a stolen password can cost at most.
     *
     * @param atOnce calls outside at one time, of all agents; 1 or more
     * @param atOnceOfOne of one agent; 1 or more
     * @param spendPerDay of all agents, in the unit of the rules' costs: minutes, unless they say
     *     otherwise
     * @param spendPerDayOfOne of one agent
     */
    public record Limits(int atOnce, int atOnceOfOne, int spendPerDay, int spendPerDayOfOne) {}
}
