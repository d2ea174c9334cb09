package zarang.call;

import java.util.Locale;

/** How a constant is written wherever people or other systems read it. */
public final class Words {
    private Words() {}

    /** In small letters with dashes: {@code no-answer}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
