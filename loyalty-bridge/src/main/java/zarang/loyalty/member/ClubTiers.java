package zarang.loyalty.member;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import zarang.call.Tier;

/**
 * The club's tiers, the lowest first, and how people write them.
 *
 * @param all at least one, none twice
 * @param titles what a tier is called in people's own language; some tiers may have none
 */
public record ClubTiers(List<Tier> all, Map<Tier, String> titles) {
    /** Those that ship. */
    public static final ClubTiers SHIPPED =
            new ClubTiers(
                    List.of(Tier.BRONZE, Tier.SILVER, Tier.GOLD),
                    Map.of(
                            Tier.BRONZE, "برنزی",
                            Tier.SILVER, "نقره‌ای",
                            Tier.GOLD, "طلایی"));

    /**
     * @throws IllegalArgumentException no tier, one twice, or a way of writing that means two tiers
     */
    public ClubTiers {
        all = List.copyOf(all);
        titles = Map.copyOf(titles);
        if (all.isEmpty() || !all.containsAll(titles.keySet())) {
            throw new IllegalArgumentException("no tiers, or titles of others: " + titles.keySet());
        }
        Map<String, Tier> written = new HashMap<>();
        for (Tier tier : all) {
            for (String way : List.of(tier.name(), titles.getOrDefault(tier, tier.name()))) {
                Tier other = written.putIfAbsent(Spelling.folded(way), tier);
                if (other != null && !other.equals(tier)) {
                    throw new IllegalArgumentException(tier + " is written like " + other);
                }
            }
        }
        if (Set.copyOf(all).size() < all.size()) {
            throw new IllegalArgumentException("a tier is there twice");
        }
    }

    /** The one that callers have who are no members, and members of whom nothing else is said. */
    public Tier lowest() {
        return all.getFirst();
    }

    /**
     * The tier that somebody wrote: by its name in any case, or by its title, however its letters
     * are joined; the lowest if nothing was written.
     */
    public Optional<Tier> read(String written) {
        String wanted = Spelling.folded(written);
        return wanted.isEmpty()
                ? Optional.of(lowest())
                : all.stream().filter(tier -> isCalled(tier, wanted)).findFirst();
    }

    private boolean isCalled(Tier tier, String wanted) {
        return Spelling.folded(tier.name()).equals(wanted)
                || wanted.equals(Spelling.folded(titles.getOrDefault(tier, tier.name())));
    }

    /** For refusals: {@code bronze (برنزی), gold (طلایی)}. */
    public String described() {
        return all.stream()
                .map(tier ->
                        titles.containsKey(tier)
                                ? tier.name() + " (" + titles.get(tier) + ")"
                                : tier.name())
                .collect(Collectors.joining(", "));
    }
}
