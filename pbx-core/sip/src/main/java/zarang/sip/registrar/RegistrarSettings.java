package zarang.sip.registrar;

import java.time.Duration;
import java.util.List;
import zarang.config.AddressPrefix;

/**
 * How long registrations last, in whole seconds, and whose word counts of the way to a phone.
 *
 * @param min shorter wishes are refused with 423; default 60 s
 * @param max longer wishes are cut, and who wishes nothing gets this; default 120 s: what a phone
 *     says goes out of date with the network that it is in, and a registration that was lost heals
 *     this late at most
 * @param pathFrom proxies in front of us whose Path is believed, RFC 3327; nobody else's is
 */
public record RegistrarSettings(Duration min, Duration max, List<AddressPrefix> pathFrom) {
    public RegistrarSettings {
        pathFrom = List.copyOf(pathFrom);
        if (min.toSeconds() < 1 || min.compareTo(max) > 0) {
            throw new IllegalArgumentException(
                    "registration times: found %s, %s, expected 1 s <= min <= max"
                            .formatted(min, max));
        }
    }

    public static RegistrarSettings defaults() {
        return new RegistrarSettings(Duration.ofMinutes(1), Duration.ofMinutes(2), List.of());
    }
}
