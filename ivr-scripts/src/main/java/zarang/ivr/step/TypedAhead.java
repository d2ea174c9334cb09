package zarang.ivr.step;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keys pressed before anybody asked. The first {@value #LIMIT} are kept, the others forgotten. */
public final class TypedAhead {
    static final int LIMIT = 32;

    private final Deque<Character> digits = new ArrayDeque<>(1);

    public void add(char digit) {
        if (digits.size() < LIMIT) {
            digits.add(digit);
        }
    }

    public boolean isEmpty() {
        return digits.isEmpty();
    }

    public int size() {
        return digits.size();
    }

    public char take() {
        return digits.remove();
    }

    public void clear() {
        digits.clear();
    }
}
