package zarang.routing.queue;

import java.time.Duration;

/**
 * What became of a queue's callers since the start; every figure only grows.
 *
 * @param joined callers who were let in
 * @param answered of those, whose agent answered
 * @param answeredInTime of those, within the service target
 * @param abandoned callers who hung up while they waited, {@code shortAbandoned} included
 * @param shortAbandoned of those, sooner than the short-abandon limit
 * @param leftByKey callers who chose to leave the queue
 * @param failed calls that broke while they waited
 * @param full callers refused because the queue was full
 * @param maxWait callers who waited as long as the queue allows
 * @param noAgents callers refused because nobody was there
 * @param closed callers refused or sent off because the queue was closed
 * @param overflowed callers whom a rule moved to another queue
 * @param movedAway callers whom somebody moved to another queue
 * @param offersFailed offers that an agent did not take
 * @param offersElsewhere offers whose caller another agent took who was rung too
 * @param waitedForAnswer sum of the waits of those answered, from joining to the answer
 */
public record ServiceLevel(
        long joined,
        long answered,
        long answeredInTime,
        long abandoned,
        long shortAbandoned,
        long leftByKey,
        long failed,
        long full,
        long maxWait,
        long noAgents,
        long closed,
        long overflowed,
        long movedAway,
        long offersFailed,
        long offersElsewhere,
        Duration waitedForAnswer) {

    /**
     * Answered in time ÷ (answered + abandoned − short abandoned), 0 to 1; 1 while there is nothing
     * to divide by.
     */
    public double ratio() {
        long of = answered + abandoned - shortAbandoned;
        return of == 0 ? 1 : (double) answeredInTime / of;
    }
}
