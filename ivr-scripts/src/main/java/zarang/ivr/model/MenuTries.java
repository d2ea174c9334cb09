package zarang.ivr.model;

/**
 * How often a menu is tried before its outcome is {@code no-input} or {@code no-match}: the last
 * try's kind.
 *
 * @param noInput tries without any key; 1–10, default 2
 * @param noMatch tries with a choice that does not exist; 1–10, default 2
 * @param total of both; 1–10, default 3
 */
public record MenuTries(int noInput, int noMatch, int total) {
    public static final MenuTries DEFAULT = new MenuTries(2, 2, 3);
}
