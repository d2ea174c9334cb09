package zarang.call;

/**
 * A loyalty tier. Clubs name their own tiers; these three ship.
 *
 * @param name 1 to 32 letters, digits, dots, dashes or underscores
 */
public record Tier(String name) {
    public static final Tier BRONZE = new Tier("bronze");
    public static final Tier SILVER = new Tier("silver");
    public static final Tier GOLD = new Tier("gold");

    public Tier {
        Names.require("tier", name);
    }

    @Override
    public String toString() {
        return name;
    }
}
