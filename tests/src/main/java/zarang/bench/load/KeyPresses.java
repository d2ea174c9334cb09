package zarang.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import zarang.call.loop.RealTime;

/**
 * From a key to the first packet of the prompt that follows it, with many callers in a menu.
 *
 * <p>Each presses once in 6 to 7 s, when its menu has been silent for a second or more. The time
 * runs from when the packet of the key (RFC 4733) left to when the first packet that is no silence
 * was read, less the silence that the prompt begins with; so what this program is late by is in it.
 *
 * <p>Arguments: the server's SIP port, the number to dial, calls, seconds, ms of silence that the
 * prompt begins with.
 */
@RealTime
public final class KeyPresses {
    private static final long MS = 1_000_000;
    private static final long BETWEEN_CALLS = 20 * MS;

    /** The prompts of a turn last 3.9 s. */
    private static final long TURN = 6_000 * MS;

    private static final int SPREAD_MS = 1_000;
    private static final int SELECT_MS = 1;

    private final Selector selector = Selector.open();
    private final Map<Integer, KeyPhone> phones = new HashMap<>();
    private final List<KeyPhone> talking = new ArrayList<>();
    private final List<Double> delaysMs = new ArrayList<>();
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final SipUser user;
    private long silence;
    private int unheard;

    private KeyPresses(int port) throws IOException {
        user = new SipUser(port, 0, this::nextPhone, this::answered);
    }

    public static void main(String[] args) throws IOException {
        int calls = Integer.parseInt(args[2]);
        KeyPresses all = new KeyPresses(Integer.parseInt(args[0]));
        all.silence = Long.parseLong(args[4]) * MS;
        for (int i = 0; i < calls; i++) {
            all.user.place(args[1], System.nanoTime());
            all.run(BETWEEN_CALLS);
        }
        all.run(2 * TURN);
        all.delaysMs.clear();
        all.unheard = 0;
        all.run(Long.parseLong(args[3]) * 1_000 * MS);
        all.print();
        for (KeyPhone phone : all.talking) {
            all.user.hangUp(phone.call());
        }
        all.run(1_000 * MS);
        all.user.close();
    }

    private int nextPhone() {
        try {
            KeyPhone phone = new KeyPhone();
            phone.channel().register(selector, SelectionKey.OP_READ, phone);
            phones.put(phone.port(), phone);
            return phone.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answered(SipUser.Call call) {
        KeyPhone phone = Objects.requireNonNull(phones.get(call.ownAudioPort));
        phone.connect(call, System.nanoTime() + TURN / 2 + random.nextInt(SPREAD_MS) * MS);
        talking.add(phone);
    }

    private void run(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            user.receive();
            for (KeyPhone phone : talking) {
                if (phone.isDue(System.nanoTime())) {
                    if (phone.isWaiting()) {
                        unheard++;
                    }
                    phone.press(
                            System.nanoTime(),
                            System.nanoTime() + TURN + random.nextInt(SPREAD_MS) * MS);
                }
            }
            selector.select(this::read, SELECT_MS);
        }
    }

    private void read(SelectionKey key) {
        try {
            ((KeyPhone) key.attachment())
                    .read()
                    .ifPresent(nanos -> delaysMs.add((nanos - silence) / (double) MS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print() {
        Collections.sort(delaysMs);
        System.out.printf(
                Locale.ROOT,
                "%d callers, %d keys answered by a prompt, %d by none: key to first packet p50 %.1f"
                        + " ms, p99 %.1f ms, longest %.1f ms%n",
                talking.size(),
                delaysMs.size(),
                unheard,
                share(0.5),
                share(0.99),
                share(1));
    }

    private double share(double share) {
        return delaysMs.isEmpty()
                ? Double.NaN
                : delaysMs.get((int) (share * (delaysMs.size() - 1)));
    }
}
