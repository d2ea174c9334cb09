package zarang.routing.statistics;

/**
 * What this process did with facts; every figure only grows.
 *
 * @param counted facts that changed the figures
 * @param again facts that had been counted before
 * @param late facts that were not counted, since they were too old when they came
 * @param damaged how often what is kept of an agent could not be read, and was passed over
 */
public record StatisticsCounts(long counted, long again, long late, long damaged) {}
