package zarang.ivr.model;

import java.time.Duration;

/**
 * How a menu hears keys.
 *
 * @param firstWithin from the end of the prompt to the first key; 500 ms–1 m, default 5 s
 * @param between from one key to the next; 200 ms–30 s, default 2 s
 * @param bargeIn whether a key ends the prompt, default true
 */
public record MenuDigits(Duration firstWithin, Duration between, boolean bargeIn) {
    public static final MenuDigits DEFAULT =
            new MenuDigits(Duration.ofSeconds(5), Duration.ofSeconds(2), true);
}
