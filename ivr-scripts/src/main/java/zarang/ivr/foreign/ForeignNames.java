package zarang.ivr.foreign;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names that hold to the language, for names that need not: the same for the same, and never one
 * for two. One thread.
 */
final class ForeignNames {
    private static final int LENGTH_MAX = 32;

    private final String nameless;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** Where the numbers of names that would be one go on, by that one. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /**
     * @param nameless what is called so where nothing of a name is left
     * @param taken already
     */
    ForeignNames(String nameless, Set<String> taken) {
        this.nameless = nameless;
        this.taken.addAll(taken);
    }

    /**
     * The name.
     *
     * @param foreign tells it from others
     * @param wanted what it would be called
     */
    String of(String foreign, String wanted) {
        return names.computeIfAbsent(foreign, f -> fresh(plain(wanted)));
    }

    String of(String foreign) {
        return of(foreign, foreign);
    }

    /** Whether a name is another one than it is called in the foreign script. */
    boolean isOther(String foreign, String name) {
        return !name.equals(plain(foreign)) || foreign.chars().anyMatch(c -> c > 127);
    }

    private String fresh(String plain) {
        if (taken.add(plain)) {
            return plain;
        }
        int number = numbers.getOrDefault(plain, 1);
        String name;
        do {
            String ending = "-" + ++number;
            name = plain.substring(0, Math.min(plain.length(), LENGTH_MAX - ending.length()));
            name += ending;
        } while (!taken.add(name));
        numbers.put(plain, number);
        return name;
    }

    /** Small letters, digits and dashes. */
    private String plain(String foreign) {
        String plain =
                foreign.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-+|-+$", "");
        return plain.isEmpty()
                ? nameless
                : plain.substring(0, Math.min(plain.length(), LENGTH_MAX));
    }
}
