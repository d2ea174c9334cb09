package zarang.ivr.verb;

import java.util.Set;

/** Compares the keys pressed so far with the choices of a menu. */
final class MenuChoice implements KeyEntry {
    private static final char DONE = '#';

    private final Set<String> choices;
    private final StringBuilder entry = new StringBuilder(2);

    MenuChoice(Set<String> choices) {
        this.choices = choices;
    }

    /**
     * A choice that no other choice continues is taken at once; {@code #} takes one that others
     * continue, unless {@code #} continues it too.
     */
    @Override
    public Verdict press(char key) {
        String before = entry.toString();
        String keys = entry.append(key).toString();
        boolean continues = choices.stream().anyMatch(c -> c.startsWith(keys));
        if (!continues) {
            boolean closed = key == DONE && choices.contains(before);
            return closed ? new Verdict.Taken(before) : new Verdict.NoMatch();
        }
        boolean longer = choices.stream().anyMatch(c -> c.startsWith(keys) && !c.equals(keys));
        return longer ? new Verdict.Open() : new Verdict.Taken(keys);
    }

    @Override
    public Verdict end() {
        String keys = entry.toString();
        return choices.contains(keys) ? new Verdict.Taken(keys) : new Verdict.NoMatch();
    }

    @Override
    public void clear() {
        entry.setLength(0);
    }
}
