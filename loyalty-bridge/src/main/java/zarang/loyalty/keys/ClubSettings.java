package zarang.loyalty.keys;

import java.time.ZoneId;
import java.util.List;
import zarang.loyalty.member.ClubTiers;
import zarang.loyalty.points.EarningRule;

/**
 * The customer club.
 *
 * @param region two letters, such as {@code IR}
 * @param timeZone whose calendar says when a day begins
 * @param importMaxBytes of a list of members
 */
public record ClubSettings(
        ClubTiers tiers,
        String region,
        ZoneId timeZone,
        List<EarningRule> earning,
        long importMaxBytes) {
    public ClubSettings {
        earning = List.copyOf(earning);
    }
}
