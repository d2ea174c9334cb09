package zarang.routing.calling;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import zarang.call.AgentId;
import zarang.call.QueueName;

/**
 * Who may call which numbers outside, and when. Of the rules that are for whoever calls and begin
 * as the number does, the one with the longest prefix decides.
 *
 * @param name such as {@code mobile}
 * @param agents whom it is for; empty: all, unless it is for scripts or queues
 * @param scripts which scripts of the voice menus it is for; empty: none
 * @param queues which queues' call-backs it is for; empty: none
 * @param prefixes how the numbers begin: with a plus, compared with the number in E.164; without,
 *     with what was dialled; 1-64
 * @param allowed whether they may be called at all
 * @param hours when they may, by the clock of the club
 * @param days on which; empty: on each
 * @param costPerMinute in the unit of the limits; 0 or more
 * @param trunks that carry the call, the first one tried first; none only if it is not allowed
 */
public record CallingRule(
        String name,
        Set<AgentId> agents,
        Set<String> scripts,
        Set<QueueName> queues,
        List<String> prefixes,
        boolean allowed,
        Hours hours,
        Set<DayOfWeek> days,
        int costPerMinute,
        List<String> trunks) {
    public CallingRule {
        agents = Set.copyOf(agents);
        scripts = Set.copyOf(scripts);
        queues = Set.copyOf(queues);
        prefixes = List.copyOf(prefixes);
        days = Set.copyOf(days);
        trunks = List.copyOf(trunks);
    }

    /** For agents and scripts, and no call-backs. */
    public CallingRule(
            String name,
            Set<AgentId> agents,
            Set<String> scripts,
            List<String> prefixes,
            boolean allowed,
            Hours hours,
            Set<DayOfWeek> days,
            int costPerMinute,
            List<String> trunks) {
        this(
                name,
                agents,
                scripts,
                Set.of(),
                prefixes,
                allowed,
                hours,
                days,
                costPerMinute,
                trunks);
    }

    /**
     * A part of the day.
     *
     * @param from first minute
     * @param to first minute that is not in it; before {@code from}: on the next day; the same: all
     *     day
     */
    public record Hours(LocalTime from, LocalTime to) {
        public static final Hours ALL_DAY = new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

        boolean include(LocalTime time) {
            if (from.equals(to)) {
                return true;
            }
            boolean late = !time.isBefore(from);
            boolean early = time.isBefore(to);
            return from.isBefore(to) ? late && early : late || early;
        }
    }

    boolean isFor(AgentId agent) {
        return agents.isEmpty() ? scripts.isEmpty() && queues.isEmpty() : agents.contains(agent);
    }

    /** Whether it is for the call-backs of that queue: only if it names it. */
    boolean isForCallbacks(QueueName queue) {
        return queues.contains(queue);
    }

    /** Whether it is for the script of that name: only if it names it. */
    boolean isForScript(String script) {
        return scripts.contains(script);
    }

    boolean isOpen(DayOfWeek day, LocalTime time) {
        return (days.isEmpty() || days.contains(day)) && hours.include(time);
    }
}
