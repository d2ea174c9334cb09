package zarang.api.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token may do. A token has some of these; the owner's has all. */
public enum Scope {
    MEMBERS_READ,
    MEMBERS_WRITE,
    POINTS_READ,
    POINTS_WRITE,
    FLOWS_READ,
    FLOWS_PUBLISH,
    AGENTS_READ,
    AGENTS_WRITE,
    QUEUES_READ,
    QUEUES_WRITE,
    CALLERS_WRITE,
    TRUNKS_READ,
    TRUNKS_WRITE,
    BANS_READ,
    BANS_WRITE,
    CALENDARS_READ,
    CALENDARS_WRITE,
    CALLBACKS_READ,
    CALLBACKS_WRITE,
    CALLS_READ,
    CALLS_WRITE,
    SUPERVISION_WRITE,
    STATISTICS_READ,
    LIVE_READ,
    DISPOSITIONS_WRITE,
    WEBHOOKS_READ,
    WEBHOOKS_WRITE,
    METRICS_READ,
    KEYS_READ,
    KEYS_WRITE;

    /** As it is written, such as {@code members:read}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    public static Optional<Scope> read(String text) {
        return Arrays.stream(values()).filter(scope -> scope.text().equals(text)).findFirst();
    }
}
