package zarang.ivr.run;

import java.util.ArrayDeque;
import java.util.Deque;

/** Keys pressed before anybody asked. The first {@value #LIMIT} are kept, the others forgotten. */
final class TypedAhead {
    static final int LIMIT = 32;

    private final Deque<Character> digits = new ArrayDeque<>();

    void add(char digit) {
        if (digits.size() < LIMIT) {
            digits.add(digit);
        }
    }

    boolean isEmpty() {
        return digits.isEmpty();
    }

    char take() {
        return digits.remove();
    }

    void clear() {
        digits.clear();
    }
}
