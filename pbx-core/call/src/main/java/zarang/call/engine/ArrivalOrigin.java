package zarang.call.engine;

import java.util.Optional;
import zarang.call.LegId;
import zarang.call.WrittenNumber;

/**
 * Where a call comes from, as far as the engine can vouch for it.
 *
 * @param trunk name of the trunk it came through, empty if none
 * @param callerTrusted whether that trunk's caller numbers are believed
 * @param user whose phone it came from, who has proved it with the phone's password; empty if none
 * @param replaces the leg whose place it is to take (RFC 3891); only of a phone that is known, or
 *     of a trunk that is believed for a leg of its own
 * @param divertedBy the number that sent it on to us last (RFC 5806, RFC 7044); only of a trunk
 *     that is believed; empty if it wants to be hidden
 * @param verification what that trunk says of the caller's number (RFC 8224), such as {@code
 *     TN-Validation-Passed}; empty if nothing
 */
public record ArrivalOrigin(
        String trunk,
        boolean callerTrusted,
        String user,
        Optional<LegId> replaces,
        Optional<WrittenNumber> divertedBy,
        String verification) {
    /** Of a trunk that says no more than who calls; its name is empty for a call of no trunk. */
    public static ArrivalOrigin ofTrunk(String trunk, boolean callerTrusted) {
        return new ArrivalOrigin(trunk, callerTrusted, "", Optional.empty(), Optional.empty(), "");
    }

    /** Of the phone of {@code user}. */
    public static ArrivalOrigin ofPhone(String user) {
        return new ArrivalOrigin("", false, user, Optional.empty(), Optional.empty(), "");
    }

    /** The same, to take the place of {@code leg}. */
    public ArrivalOrigin inPlaceOf(Optional<LegId> leg) {
        return new ArrivalOrigin(trunk, callerTrusted, user, leg, divertedBy, verification);
    }
}
