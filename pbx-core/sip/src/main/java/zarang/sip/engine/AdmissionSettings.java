package zarang.sip.engine;

import zarang.sip.ban.BanSettings;

/**
 * Whose calls are taken, and how many of one address.
 *
 * @param acceptUnknown whether calls from an address of no trunk are taken; by default they are not
 * @param unknownCalls calls in progress of one address of no trunk, if they are taken
 * @param trunkCalls calls in progress of one address of a trunk
 * @param trunkUnanswered those of them that have no answer, or whose answer has no ACK: a trunk
 *     that is well acknowledges within a round trip, a scanner never
 * @param bans how long whoever offends is not listened to
 */
public record AdmissionSettings(
        boolean acceptUnknown,
        int unknownCalls,
        int trunkCalls,
        int trunkUnanswered,
        BanSettings bans) {
    public AdmissionSettings {
        if (unknownCalls < 1 || trunkCalls < 1 || trunkUnanswered < 1) {
            throw new IllegalArgumentException("admission: every bound is 1 or more");
        }
    }
}
