package zarang.sip.registrar;

import java.time.Duration;

/**
 * How long registrations last, in whole seconds.
 *
 * @param min shorter wishes are refused with 423; default 60 s
 * @param max longer wishes are cut, and who wishes nothing gets this; default 120 s: what a phone
 *     says goes out of date with the network that it is in, and a registration that was lost heals
 *     this late at most
 */
public record RegistrarSettings(Duration min, Duration max) {
    public RegistrarSettings {
        if (min.toSeconds() < 1 || min.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "registration times: found %s, %s, expected 1 s <= min <= max"
                            .formatted(min, max));
        }
    }

    public static RegistrarSettings defaults() {
        return new RegistrarSettings(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }
}
