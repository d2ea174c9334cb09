package zarang.server.tool;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Names with their values, as options have them: {@code gold=20%,silver=30%}. */
final class NamedValues {
    private static final double PER_CENT = 100;

    private NamedValues() {}

    /**
     * Name and value of each.
     *
     * @throws IllegalArgumentException with the option, and what is wrong
     */
    static List<String[]> pairs(String option, String text) {
        return List.of(text.split(",", -1)).stream()
                .map(pair -> {
                    String[] parts = pair.strip().split("=", -1);
                    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
                        throw new IllegalArgumentException(
                                option + ": '" + pair + "' is not of the form NAME=VALUE");
                    }
                    return parts;
                })
                .toList();
    }

    /**
     * A share, 0 to 1, of {@code 20%}.
     *
     * @param example of how it is written
     * @throws IllegalArgumentException with the option, and what is wrong
     */
    static double share(String option, String text, String example) {
        if (text.endsWith("%")) {
            try {
                return Double.parseDouble(text.substring(0, text.length() - 1)) / PER_CENT;
            } catch (NumberFormatException noNumber) {
                throw notAShare(option, text, example, noNumber);
            }
        }
        throw notAShare(option, text, example, null);
    }

    private static IllegalArgumentException notAShare(
            String option, String text, String example, @Nullable Exception cause) {
        return new IllegalArgumentException(
                option + ": '" + text + "' is no share: write " + example, cause);
    }
}
