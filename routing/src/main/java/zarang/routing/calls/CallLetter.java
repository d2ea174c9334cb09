package zarang.routing.calls;

import java.time.Instant;

/**
 * What processes write to one another of their calls, beside the letters of the floor.
 *
 * @param <T> what it is about
 * @param from the process and its run
 * @param number of the question, greater than of all that {@code from} asked before
 */
record CallLetter<T>(String from, long number, Instant written, T content) {}
