package zarang.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server process and its Redis have used, as Linux counts it.
 *
 * @param compilerSeconds of the server's, what its compilers used; those of its threads that are
 *     over are not in it
 * @param collectorSeconds the same of its garbage collector
 */
record ServerCost(
        double serverSeconds,
        double compilerSeconds,
        double collectorSeconds,
        double redisSeconds) {
    /** Ticks of {@code /proc/PID/stat}, which are 10 ms on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;

    private static final Pattern COMPILERS = Pattern.compile("C[12] Compiler");
    private static final Pattern COLLECTOR = Pattern.compile("Z(Worker|Driver|Director)|GC |G1 ");

    static ServerCost of(long pid) throws IOException {
        double below = 0;
        for (ProcessHandle child : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
            below += seconds(Path.of("/proc", Long.toString(child.pid())));
        }
        Path process = Path.of("/proc", Long.toString(pid));
        return new ServerCost(
                seconds(process), threads(process, COMPILERS), threads(process, COLLECTOR), below);
    }

    /** Of several servers together. */
    static ServerCost of(List<Long> pids) throws IOException {
        ServerCost all = new ServerCost(0, 0, 0, 0);
        for (long pid : pids) {
            all = all.plus(of(pid), 1);
        }
        return all;
    }

    ServerCost since(ServerCost before) {
        return plus(before, -1);
    }

    private ServerCost plus(ServerCost other, double times) {
        return new ServerCost(
                serverSeconds + times * other.serverSeconds,
                compilerSeconds + times * other.compilerSeconds,
                collectorSeconds + times * other.collectorSeconds,
                redisSeconds + times * other.redisSeconds);
    }

    /** Of those of its threads whose names begin so. */
    private static double threads(Path process, Pattern names) throws IOException {
        double sum = 0;
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            for (Path thread : threads.toList()) {
                try {
                    if (names.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
                        sum += seconds(thread);
                    }
                } catch (NoSuchFileException e) {
                    // it has just ended
                }
            }
        }
        return sum;
    }

    /** Of all threads, in user and kernel mode. */
    private static double seconds(Path task) throws IOException {
        String stat = Files.readString(task.resolve("stat"));
        // the name, which comes second, may hold spaces
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]))
                / TICKS_PER_SECOND;
    }
}
