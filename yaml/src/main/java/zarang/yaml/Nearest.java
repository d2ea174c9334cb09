package zarang.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Nearest {
    private static final int LENGTH_MAX = 64;

    /** More names than a message can hold. */
    private static final int NAMES_MAX = 40;

    private Nearest() {}

    /** The known name with the fewest slips of the finger, if they are few for its length. */
    public static Optional<String> to(String written, Collection<String> known) {
        if (written.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        return known.stream()
                .filter(name -> name.length() <= LENGTH_MAX)
                .filter(name -> slips(written, name) <= Math.max(1, name.length() / 3))
                .min(
                        Comparator.comparingInt((String name) -> slips(written, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code ; did you mean 'ports'?}, or the few names there are, or nothing. */
    public static String hint(String written, Collection<String> known) {
        Optional<String> nearest = to(written, known);
        if (nearest.isPresent()) {
            return "; did you mean '" + nearest.get() + "'?";
        }
        return known.isEmpty() || known.size() > NAMES_MAX
                ? ""
                : ", expected one of " + String.join(", ", known.stream().sorted().toList());
    }

    /** Letters to add, drop, change or swap with a neighbour (optimal string alignment). */
    private static int slips(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(int[][] d, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }
}
