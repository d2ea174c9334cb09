package zarang.ivr.draw;

/**
 * How much room a text takes, without asking a font: pictures are the same on every machine, and on
 * one that has no fonts. Measured generously, for a sans-serif font.
 */
final class TextSize {
    static final int LINE = 16;
    private static final double NARROW = 0.62;
    private static final double WIDE = 1.05;

    private TextSize() {}

    /** In pixels, at a font size in pixels. */
    static double width(String text, int size) {
        return text.codePoints().mapToDouble(TextSize::share).sum() * size;
    }

    private static double share(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            case Character.OTHER_LETTER ->
                    Character.UnicodeScript.of(c) == Character.UnicodeScript.ARABIC ? NARROW : WIDE;
            case Character.UPPERCASE_LETTER -> NARROW * 1.15;
            default -> c > 0x2FFF ? WIDE : NARROW;
        };
    }
}
