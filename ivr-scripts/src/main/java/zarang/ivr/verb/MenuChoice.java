package zarang.ivr.verb;

import java.util.Set;

/** Compares the keys pressed so far with the choices of a menu. */
final class MenuChoice {
    private static final char DONE = '#';

    private final Set<String> choices;
    private final StringBuilder entry = new StringBuilder();

    MenuChoice(Set<String> choices) {
        this.choices = choices;
    }

    sealed interface Verdict {
        record Chosen(String keys) implements Verdict {}

        /** Another key may follow. */
        record Open() implements Verdict {}

        record NoMatch() implements Verdict {}
    }

    /**
     * One more key. A choice that no other choice continues is taken at once; {@code #} takes one
     * that others continue, unless {@code #} continues it too.
     */
    Verdict press(char digit) {
        String before = entry.toString();
        String keys = entry.append(digit).toString();
        boolean continues = choices.stream().anyMatch(c -> c.startsWith(keys));
        if (!continues) {
            boolean closed = digit == DONE && choices.contains(before);
            return closed ? new Verdict.Chosen(before) : new Verdict.NoMatch();
        }
        boolean longer = choices.stream().anyMatch(c -> c.startsWith(keys) && !c.equals(keys));
        return longer ? new Verdict.Open() : new Verdict.Chosen(keys);
    }

    /** No more keys come. */
    Verdict end() {
        String keys = entry.toString();
        return choices.contains(keys) ? new Verdict.Chosen(keys) : new Verdict.NoMatch();
    }

    void clear() {
        entry.setLength(0);
    }
}
