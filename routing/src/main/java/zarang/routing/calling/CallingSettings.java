package zarang.routing.calling;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Whom agents may call. By default colleagues alone.
 *
 * @param colleagues whether they may call one another
 * @param ringTimeout how long a colleague or a number outside is rung; 5-120 s
 * @param rules for numbers outside
 * @param limits on them
 * @param zone whose clock the rules' hours and a day's spending go by
 */
public record CallingSettings(
        boolean colleagues,
        Duration ringTimeout,
        List<CallingRule> rules,
        Limits limits,
        ZoneId zone) {
    public CallingSettings {
        rules = List.copyOf(rules);
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
