package zarang.loyalty.keys;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zarang.call.Tier;
import zarang.config.Kind;
import zarang.config.Values;
import zarang.loyalty.member.ClubTiers;
import zarang.yaml.YamlList;
import zarang.yaml.YamlMap;
import zarang.yaml.YamlNode;

/** Reads the tiers of the club: {@code [bronze, gold: {title: طلایی}]}. */
final class TierList {
    private static final int TIERS_MAX = 16;
    private static final String ITEM = Values.NAMED + ", or that and {title: TEXT}";
    private static final String EXPECTED = "a list of 1 to " + TIERS_MAX + ", each " + ITEM;
    private static final String TITLE = "1 to 40 characters on one line";

    private TierList() {}

    static Kind<ClubTiers> kind() {
        return new Kind<>(EXPECTED, true, TierList::read);
    }

    private static Optional<ClubTiers> read(YamlNode node) {
        List<YamlNode> items = node instanceof YamlList list ? list.items() : List.of(node);
        if (items.isEmpty() || items.size() > TIERS_MAX) {
            node.refuse("found " + items.size() + " values, expected " + EXPECTED);
            return Optional.empty();
        }
        List<Tier> tiers = new ArrayList<>();
        Map<Tier, String> titles = new HashMap<>();
        boolean good = true;
        for (YamlNode item : items) {
            good &= item instanceof YamlMap map ? titled(map, tiers, titles) : named(item, tiers);
        }
        return good ? together(node, tiers, titles) : Optional.empty();
    }

    private static Optional<ClubTiers> together(
            YamlNode node, List<Tier> tiers, Map<Tier, String> titles) {
        try {
            return Optional.of(new ClubTiers(tiers, titles));
        } catch (IllegalArgumentException alike) {
            node.refuse("found two tiers or titles that are written alike, expected each once");
            return Optional.empty();
        }
    }

    private static boolean named(YamlNode item, List<Tier> tiers) {
        Optional<String> name = item.parsed(ITEM, Values::named);
        name.map(Tier::new).ifPresent(tiers::add);
        return name.isPresent();
    }

    private static boolean titled(YamlMap item, List<Tier> tiers, Map<Tier, String> titles) {
        String name = item.keys().isEmpty() ? "" : item.keys().getFirst();
        if (item.keys().size() != 1 || Values.named(name).isEmpty()) {
            item.expected(ITEM);
            return false;
        }
        Optional<YamlMap> more = item.map(name);
        more.ifPresent(map -> map.onlyKeys(List.of("title")));
        Optional<String> title =
                more.flatMap(map -> map.require("title", TITLE))
                        .flatMap(node -> node.parsed(TITLE, TierList::title));
        tiers.add(new Tier(name));
        title.ifPresent(text -> titles.put(new Tier(name), text));
        return title.isPresent() && more.get().keys().size() == 1;
    }

    private static Optional<String> title(String written) {
        String title = written.strip();
        boolean good =
                !title.isEmpty()
                        && title.length() <= 40
                        && title.chars().noneMatch(Character::isISOControl);
        return good ? Optional.of(title) : Optional.empty();
    }
}
