package zarang.config;

/** What a file with a secret may hold: one line, not empty, not short. */
public final class SecretText {
    private static final int LENGTH_MAX = 1_024;

    private SecretText() {}

    /**
     * What is wrong, to be read after the file's name; empty if nothing is.
     *
     * @param min characters at least
     */
    public static String fault(String text, int min) {
        if (text.isEmpty()) {
            return "is empty";
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            return "holds more than one line";
        } else if (text.length() < min) {
            return "holds only " + text.length() + " characters, expected at least " + min;
        }
        return text.length() > LENGTH_MAX ? "holds more than " + LENGTH_MAX + " characters" : "";
    }
}
