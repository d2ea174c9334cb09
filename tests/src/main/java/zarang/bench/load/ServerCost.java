package zarang.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a server process and its Redis have used, as Linux counts it. */
record ServerCost(double serverSeconds, double redisSeconds) {
    /** Ticks of {@code /proc/PID/stat}, which are 10 ms on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;

    static ServerCost of(long pid) throws IOException {
        double below = 0;
        for (ProcessHandle child : ProcessHandle.of(pid).orElseThrow().descendants().toList()) {
            below += seconds(child.pid());
        }
        return new ServerCost(seconds(pid), below);
    }

    /** Of several servers together. */
    static ServerCost of(List<Long> pids) throws IOException {
        ServerCost all = new ServerCost(0, 0);
        for (long pid : pids) {
            ServerCost one = of(pid);
            all =
                    new ServerCost(
                            all.serverSeconds + one.serverSeconds,
                            all.redisSeconds + one.redisSeconds);
        }
        return all;
    }

    ServerCost since(ServerCost before) {
        return new ServerCost(
                serverSeconds - before.serverSeconds, redisSeconds - before.redisSeconds);
    }

    /** Of all threads, in user and kernel mode. */
    private static double seconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // the name, which comes second, may hold spaces
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1]))
                / TICKS_PER_SECOND;
    }
}
