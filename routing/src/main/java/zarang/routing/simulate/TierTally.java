package zarang.routing.simulate;

import java.time.Duration;
import java.util.Arrays;

/**
 * What became of the counted callers of one tier or kind, or of all, in one run. Times in seconds.
 */
final class TierTally {
    private static final int ROOM = 1024;
    private static final double[] SHARES = {0.5, 0.9, 0.95, 0.99};

    private final double target;
    private final double shortAbandon;
    private int offered;
    private int waited;
    private int answered;
    private int answeredInTime;
    private int abandoned;
    private int abandonedInTime;
    private int shortAbandoned;
    private double waits;
    private double waitsOfAnswered;
    private float[] answerTimes = new float[ROOM];
    private double[] percentiles = {};

    TierTally(Duration target, Duration shortAbandon) {
        this.target = OfferedLoad.seconds(target);
        this.shortAbandon = OfferedLoad.seconds(shortAbandon);
    }

    void offered(boolean foundAnAgentFree) {
        offered++;
        waited += foundAnAgentFree ? 0 : 1;
    }

    void answered(double wait) {
        if (answered == answerTimes.length) {
            answerTimes = Arrays.copyOf(answerTimes, 2 * answered);
        }
        answerTimes[answered++] = (float) wait;
        answeredInTime += wait <= target ? 1 : 0;
        waits += wait;
        waitsOfAnswered += wait;
    }

    void abandoned(double wait) {
        abandoned++;
        abandonedInTime += wait <= target ? 1 : 0;
        shortAbandoned += wait < shortAbandon ? 1 : 0;
        waits += wait;
    }

    int offered() {
        return offered;
    }

    int refused() {
        return offered - answered - abandoned;
    }

    double pWait() {
        return ratio(waited, offered);
    }

    double abandonShare() {
        return ratio(abandoned, offered);
    }

    double asa() {
        return ratio(waitsOfAnswered, answered);
    }

    double meanWait() {
        return ratio(waits, answered + abandoned);
    }

    double waitOfThoseWhoWait() {
        return ratio(waits, waited);
    }

    double ofAnswered() {
        return ratio(answeredInTime, answered);
    }

    double ofOffered() {
        return ratio(answeredInTime, offered);
    }

    double withoutShortAbandons() {
        return ratio(answeredInTime, offered - shortAbandoned);
    }

    double abandonsInTimeCount() {
        return ratio(answeredInTime + abandonedInTime, offered);
    }

    /** Nothing more is counted: keeps the percentiles and lets go of the single waits. */
    void close() {
        Arrays.sort(answerTimes, 0, answered);
        percentiles = Arrays.stream(SHARES).map(this::percentile).toArray();
        answerTimes = new float[0];
    }

    double p50() {
        return percentiles[0];
    }

    double p90() {
        return percentiles[1];
    }

    double p95() {
        return percentiles[2];
    }

    double p99() {
        return percentiles[3];
    }

    /** The wait that so many of those answered do not exceed, by the nearest rank; NaN if none. */
    private double percentile(double share) {
        return answered == 0
                ? Double.NaN
                : answerTimes[Math.max(0, (int) Math.ceil(share * answered) - 1)];
    }

    private static double ratio(double part, double of) {
        return of == 0 ? Double.NaN : part / of;
    }
}
