package zarang.ivr.expression;

/**
 * A word of an expression.
 *
 * @param text of a text literal what stands between the quotes, else as written with digits in
 *     ASCII
 * @param at where it begins, from 1
 */
record Token(Kind kind, String text, int at) {
    enum Kind {
        NUMBER,
        TEXT,
        /** A variable, a function, or a word such as {@code and}. */
        NAME,
        SIGN,
        END
    }

    boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(word);
    }
}
