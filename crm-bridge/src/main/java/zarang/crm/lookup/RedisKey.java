package zarang.crm.lookup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What scripts may look up in Redis by one name: a key with places, and the fields of the hash
 * there.
 *
 * @param template such as {@code crm:order:{order}}
 * @param fields those that may be taken; empty: the key holds a text, taken as {@code value}
 */
public record RedisKey(String template, List<String> fields) {
    /** What a text is taken as. */
    static final String VALUE = "value";

    private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9-]{0,31})\\}");
    private static final Pattern TEMPLATE =
            Pattern.compile("(?:[^{}\\s\\p{Cntrl}]|" + PLACE.pattern() + "){1,200}");
    private static final int KEY_MAX = 256;

    public RedisKey {
        fields = List.copyOf(fields);
    }

    static boolean isTemplate(String text) {
        return TEMPLATE.matcher(text).matches() && PLACE.matcher(text).find();
    }

    Set<String> places() {
        Set<String> names = new LinkedHashSet<>();
        Matcher places = PLACE.matcher(template);
        while (places.find()) {
            names.add(places.group(1));
        }
        return names;
    }

    /** The key with its places filled; empty if one is missing or empty, or the key is too long. */
    Optional<String> filled(Map<String, String> with) {
        StringBuilder key = new StringBuilder();
        Matcher places = PLACE.matcher(template);
        while (places.find()) {
            String value = with.getOrDefault(places.group(1), "");
            if (value.isEmpty()) {
                return Optional.empty();
            }
            places.appendReplacement(key, Matcher.quoteReplacement(value));
        }
        places.appendTail(key);
        return key.length() <= KEY_MAX ? Optional.of(key.toString()) : Optional.empty();
    }
}
