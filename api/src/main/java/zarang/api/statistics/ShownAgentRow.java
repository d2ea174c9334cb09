package zarang.api.statistics;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import zarang.routing.statistics.AgentRow;

/** An agent's figures as they are sent; what cannot be divided is null. */
record ShownAgentRow(
        String agent,
        OffsetDateTime from,
        OffsetDateTime to,
        long offers,
        long missed,
        long answered,
        long talks,
        long talksLost,
        ShownHandling handling,
        long otherTalks,
        long otherTalkMs,
        List<ShownState> states,
        long atWorkMs,
        long busyMs,
        @Nullable Double occupancy) {
    ShownAgentRow {
        states = List.copyOf(states);
    }

    /**
     * How long it did one thing.
     *
     * @param reason null: there are no reasons for this
     */
    record ShownState(String state, @Nullable String reason, long ms) {
        static ShownState of(Map.Entry<String, Long> each) {
            int slash = each.getKey().indexOf('/');
            return slash < 0
                    ? new ShownState(each.getKey(), null, each.getValue())
                    : new ShownState(
                            each.getKey().substring(0, slash),
                            each.getKey().substring(slash + 1),
                            each.getValue());
        }
    }

    static ShownAgentRow of(AgentRow row, ZoneId zone) {
        return new ShownAgentRow(
                row.agent(),
                row.from().atZone(zone).toOffsetDateTime(),
                row.to().atZone(zone).toOffsetDateTime(),
                row.offers(),
                row.missed(),
                row.answered(),
                row.talks(),
                row.talksLost(),
                ShownHandling.of(row.handling()),
                row.otherTalks(),
                row.otherTalkMs(),
                new TreeMap<>(row.states()).entrySet().stream().map(ShownState::of).toList(),
                row.atWorkMs(),
                row.busyMs(),
                Nulls.of(row.occupancy()));
    }
}
