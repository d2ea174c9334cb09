package zarang.sip.ban;

import java.time.Duration;

/**
 * How long whoever offends is not listened to.
 *
 * @param on whether anybody is banned at all
 * @param first the first time; each time after that twice as long as before
 * @param longest at most; whoever kept quiet for as long begins anew
 */
public record BanSettings(boolean on, Duration first, Duration longest) {
    public BanSettings {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("bans: 0 < first <= longest");
        }
    }
}
