package zarang.routing.statistics;

import java.time.Instant;

/** A time in which no process ran, so that no agent was at work. */
record Gap(Instant from, Instant to) {}
