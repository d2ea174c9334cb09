package zarang.media;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a session tells. */
class Heard implements MediaListener {
    final List<Character> digits = new CopyOnWriteArrayList<>();
    final List<Long> finished = new CopyOnWriteArrayList<>();
    final AtomicInteger unheard = new AtomicInteger();
    final AtomicInteger silences = new AtomicInteger();

    @Override
    public void digit(char digit) {
        digits.add(digit);
    }

    @Override
    public void playFinished(long play) {
        finished.add(play);
    }

    @Override
    public void unheard() {
        unheard.incrementAndGet();
    }

    @Override
    public void silent() {
        silences.incrementAndGet();
    }
}
