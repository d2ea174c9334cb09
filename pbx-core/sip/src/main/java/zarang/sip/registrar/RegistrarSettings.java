package zarang.sip.registrar;

import java.time.Duration;

/**
 * How long registrations last, in whole seconds.
 *
 * @param min shorter wishes are refused with 423; default 60 s
 * @param normal for phones that wish nothing; default 1 h
 * @param max longer wishes are cut; default 1 h
 */
public record RegistrarSettings(Duration min, Duration normal, Duration max) {
    public RegistrarSettings {
        if (min.toSeconds() < 1 || min.compareTo(normal) > 0 || normal.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "registration times: found %s, %s, %s, expected 1 s <= min <= normal <= max"
                            .formatted(min, normal, max));
        }
    }

    public static RegistrarSettings defaults() {
        return new RegistrarSettings(
                Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(1));
    }
}
