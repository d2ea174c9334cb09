package zarang.routing.simulate;

/**
 * Which part of the callers asks for these skills, or of the agents knows them.
 *
 * @param share above 0, at most 1
 */
public record SkillShare(SkillSet skills, double share) {
    public SkillShare {
        if (!(share > 0) || share > 1) {
            throw new IllegalArgumentException(skills + ": a share is above 0 % and at most 100 %");
        }
    }
}
