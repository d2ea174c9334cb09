package zarang.routing.statistics;

/**
 * A figure grows.
 *
 * @param figure see {@link QueueRow} and {@link AgentRow}
 * @param most whether the figure is the largest of what was told, instead of the sum
 */
record Addition(Measured of, long quarter, String figure, long amount, boolean most) {
    static Addition of(Measured of, long quarter, String figure, long amount) {
        return new Addition(of, quarter, figure, amount, false);
    }
}
