package zarang.config.meter;

import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Where the rooms show their figures. Each is put there once, is held for as long as the process
 * lives, and is read anew at each scrape, by any thread: it comes from a snapshot and does not
 * wait. A name is written as Prometheus shows it: {@code zarang_}, the room, the thing, the base
 * unit ({@code _seconds}, {@code _bytes}), and {@code _total} for what only grows.
 */
public interface Board {
    /** What goes up and down. */
    void gauge(String name, String help, DoubleSupplier value);

    /**
     * The same for several, told apart by a label.
     *
     * @param values by the label's value; a bounded set
     */
    void gauges(String name, String help, String label, Supplier<Map<String, Double>> values);

    /**
     * What only grows, from 0 at the start of the process.
     *
     * @param name ends in {@code _total}
     */
    void counter(String name, String help, LongSupplier value);

    /** The same for several, told apart by a label. */
    void counters(String name, String help, String label, Supplier<Map<String, Long>> values);
}
