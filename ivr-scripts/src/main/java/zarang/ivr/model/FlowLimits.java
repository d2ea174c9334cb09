package zarang.ivr.model;

import java.time.Duration;

/**
 * How long a caller can be kept by a script. Whoever reaches a limit hears {@code apology}, whoever
 * is left when Zarang is stopped hears {@code closing}, and is disconnected: never silence.
 *
 * @param steps taken in one call; 1–1000, default 1000
 * @param time in the script since the call began or came back from a queue; 10 s–4 h, default 30 m
 * @param idle since the caller last pressed a key or came back from a queue; 5 s–1 h, default 5 m
 * @param apology the prompt of a limit
 * @param closing the prompt of a stop
 */
public record FlowLimits(int steps, Duration time, Duration idle, String apology, String closing) {
    public static final int STEPS_MAX = 1000;
    public static final Duration TIME_MIN = Duration.ofSeconds(10);
    public static final Duration TIME_MAX = Duration.ofHours(4);
    public static final Duration IDLE_MIN = Duration.ofSeconds(5);
    public static final Duration IDLE_MAX = Duration.ofHours(1);
    public static final FlowLimits DEFAULT =
            new FlowLimits(
                    STEPS_MAX, Duration.ofMinutes(30), Duration.ofMinutes(5), "apology", "closing");
}
