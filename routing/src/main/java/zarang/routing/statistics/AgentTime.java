package zarang.routing.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zarang.call.AgentId;
import zarang.call.QueueName;
import zarang.call.fact.CallerWait;
import zarang.routing.agent.AgentStateChanged;

/**
 * What an agent does since a moment, as the journal has it. Pure.
 *
 * @param sequence of the fact that said so, among the agent's
 * @param state as {@code agent.state-changed} names it
 * @param reason empty if there is none
 * @param served of a wrap-up: the wait that its talk had ended
 */
record AgentTime(
        long sequence, Instant since, String state, String reason, Optional<CallerWait> served) {
    /** A state of which nothing is heard for longer is not believed. */
    static final Duration BELIEVED = Duration.ofDays(1);

    static final String STATE = "in:";
    private static final String WRAP_UP = "wrap-up";
    private static final String AWAY = "logged-out";
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** An agent's numbers begin anew after it was silent for long. */
    private static final Duration ANEW = Duration.ofDays(13);

    /** In whole milliseconds, so that parts add up. */
    AgentTime {
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    static AgentTime of(AgentStateChanged fact, long sequence, Instant at) {
        return new AgentTime(sequence, at, fact.state(), fact.reason().orElse(""), fact.served());
    }

    /** Whether {@code next} follows this; if not, it came before. */
    boolean isBefore(AgentTime next) {
        return next.sequence > sequence || next.since.isAfter(since.plus(ANEW));
    }

    /** The same, of a clock that is not behind another's. */
    AgentTime notBefore(Instant earliest) {
        return since.isBefore(earliest)
                ? new AgentTime(sequence, earliest, state, reason, served)
                : this;
    }

    /** What it was until {@code end}, quarter by quarter, without the gaps. */
    List<Addition> until(Instant end, AgentId agent, List<Gap> gaps) {
        if (state.equals(AWAY)) {
            return List.of();
        }
        Instant last = since.plus(BELIEVED).isBefore(end) ? since.plus(BELIEVED) : end;
        Measured who = Measured.agent(agent.value());
        String figure = STATE + state + (reason.isEmpty() ? "" : "/" + reason);
        List<Addition> parts = new ArrayList<>();
        long whole = 0;
        for (Instant from = since; from.isBefore(last); ) {
            long quarter = Quarters.of(from);
            Instant border = Quarters.start(quarter + 1);
            Instant to = border.isBefore(last) ? border : last;
            long ms = Duration.between(from, to).toMillis() - without(gaps, from, to);
            if (ms > 0) {
                parts.add(Addition.of(who, quarter, figure, ms));
                whole += ms;
            }
            from = to;
        }
        if (state.equals(WRAP_UP) && served.isPresent() && whole > 0) {
            CallerWait wait = served.get();
            long quarter = Quarters.of(wait.since());
            parts.add(Addition.of(who, quarter, "wrapUpMs", whole));
            parts.add(
                    Addition.of(Measured.queue(wait.queue().value()), quarter, "wrapUpMs", whole));
        }
        return parts;
    }

    private static long without(List<Gap> gaps, Instant from, Instant to) {
        long ms = 0;
        for (Gap gap : gaps) {
            Instant begin = gap.from().isAfter(from) ? gap.from() : from;
            Instant end = gap.to().isBefore(to) ? gap.to() : to;
            ms += Math.max(0, Duration.between(begin, end).toMillis());
        }
        return ms;
    }

    /** As it is kept. */
    String text() {
        String wait = served.map(w -> w.queue() + "\t" + w.since()).orElse("\t");
        return sequence + "\t" + since + "\t" + state + "\t" + reason + "\t" + wait;
    }

    /** Reads what {@link #text} wrote; empty if it did not write that. */
    static Optional<AgentTime> read(String text) {
        String[] fields = text.split("\t", -1);
        try {
            return Optional.of(
                    new AgentTime(
                            Long.parseLong(fields[0]),
                            moment(fields[1]),
                            fields[2],
                            fields[3],
                            fields[4].isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(
                                            new CallerWait(
                                                    new QueueName(fields[4]), moment(fields[5])))));
        } catch (RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /** Of this age: what is far off has no quarter. */
    private static Instant moment(String text) {
        Instant at = Instant.parse(text);
        if (at.isBefore(Instant.EPOCH) || at.isAfter(LAST)) {
            throw new IllegalArgumentException("not a time of a call: " + text);
        }
        return at;
    }
}
