package zarang.routing.estimate;

import java.time.Duration;

/**
 * What was learnt of those who were answered, each of whom counts less than the next.
 *
 * @param places where they stood, in sum; above 0
 * @param agentSeconds how long they waited × agents at work, in sum; from 0
 * @param callers how many they are; above 0
 * @param age since the last of them was answered; from 0
 */
public record PaceSums(double places, double agentSeconds, double callers, Duration age) {
    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if they can be nobody's
     */
    public PaceSums {
        if (!(places > 0 && agentSeconds >= 0 && callers > 0)
                || !Double.isFinite(places + agentSeconds)
                || callers > QueuePace.MEMORY
                || places < callers) {
            throw new IllegalArgumentException(
                    "no sums of those who were answered: places "
                            + places
                            + ", agent seconds "
                            + agentSeconds
                            + ", callers "
                            + callers
                            + "; expected places >= callers, callers above 0 to "
                            + QueuePace.MEMORY
                            + ", agent seconds >= 0");
        }
        age = age.isNegative() ? Duration.ZERO : age; // of a clock that is ahead
    }
}
