package zarang.ivr.verb;

import java.util.Optional;

/**
 * Keys of a number that the caller enters: a PIN, an order. Taken at the finish key, at the
 * longest, or when no more come.
 */
final class CollectedKeys implements KeyEntry {
    private final int min;
    private final int max;
    private final Optional<Character> finish;
    private final StringBuilder entry = new StringBuilder();

    /**
     * @param finish the key that closes the entry; it is no part of it
     */
    CollectedKeys(int min, int max, Optional<Character> finish) {
        this.min = min;
        this.max = max;
        this.finish = finish;
    }

    /**
     * Where the shortest is the longest, the last key closes: a finish key after it is too late.
     */
    @Override
    public Verdict press(char key) {
        if (finish.filter(closing -> closing == key).isPresent()) {
            return end();
        }
        entry.append(key);
        return entry.length() < max ? new Verdict.Open() : end();
    }

    @Override
    public Verdict end() {
        if (entry.length() < min) {
            return new Verdict.TooShort();
        }
        return new Verdict.Taken(entry.toString());
    }

    @Override
    public void clear() {
        entry.setLength(0);
    }
}
