package zarang.routing.simulate;

import zarang.call.Tier;

/**
 * Which part of the callers is of a tier.
 *
 * @param share above 0, at most 1
 */
public record TierShare(Tier tier, double share) {
    public TierShare {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException(
                    "tier " + tier + ": a share is above 0 % and at most 100 %");
        }
    }
}
