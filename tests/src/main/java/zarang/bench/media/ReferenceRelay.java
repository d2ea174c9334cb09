package zarang.bench.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The load of bridged calls on the reference program in C, which relays packets between pairs of
 * ports and does nothing else: what its CPU is a call-minute, and the delay.
 *
 * <p>Arguments: its pid, its first port, calls, seconds, and legs of a call: 2 unless 1 is said.
 */
public final class ReferenceRelay {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;

    private ReferenceRelay() {}

    public static void main(String[] args) throws IOException {
        Path stat = Path.of("/proc", args[0], "stat");
        int port = Integer.parseInt(args[1]);
        int calls = Integer.parseInt(args[2]);
        int seconds = Integer.parseInt(args[3]);
        int legs = args.length > 4 ? Integer.parseInt(args[4]) : 2;
        try (PacedStreams streams = new PacedStreams()) {
            for (int i = 0; i < calls * legs; i++) {
                streams.connect(streams.add(), port + i);
            }
            System.out.println("warm-up:  " + streams.run(5));
            double before = seconds(stat);
            System.out.println("relayed:  " + streams.run(seconds));
            System.out.printf(
                    Locale.ROOT,
                    "%d calls through the reference, %d s: %.4f CPU s a call-minute%n",
                    calls,
                    seconds,
                    (seconds(stat) - before) / (calls * seconds / 60.0));
        }
    }

    private static double seconds(Path stat) throws IOException {
        String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]))
                / TICKS_PER_SECOND;
    }
}
