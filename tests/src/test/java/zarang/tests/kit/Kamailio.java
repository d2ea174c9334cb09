package zarang.tests.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A Kamailio in front of servers, as docs/kamailio.cfg sets it up. */
public final class Kamailio implements AutoCloseable {
    private static final Path SHIPPED = ServerProcess.HOME.resolve("docs/kamailio.cfg");

    private final Path log;
    private final Process process;
    private final int port;

    private Kamailio(Path log, Process process, int port) {
        this.log = log;
        this.process = process;
        this.port = port;
    }

    /** Starts one on loopback, for UDP and TCP, that knows the servers at {@code servers}. */
    public static Kamailio inFrontOf(Path folder, int... servers) {
        return at(Ports.free(), folder, servers);
    }

    /** The same at a port that the servers know already. */
    public static Kamailio at(int port, Path folder, int... servers) {
        Path log = folder.resolve("log");
        Path list = folder.resolve("zarang.list");
        try {
            Files.createDirectories(folder);
            Files.write(
                    list,
                    IntStream.of(servers).mapToObj(server -> "1 sip:127.0.0.1:" + server).toList());
            // -dd: a line for each request that passes
            List<String> command = new ArrayList<>(List.of("kamailio", "-DD", "-E", "-dd"));
            command.addAll(List.of("-Y", folder.toString(), "-f", SHIPPED.toString()));
            command.addAll(List.of("-A", "FRONT_UDP=udp:127.0.0.1:" + port));
            command.addAll(List.of("-A", "FRONT_TCP=tcp:127.0.0.1:" + port));
            command.addAll(List.of("-A", "SERVERS=\"" + list + "\""));
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            return new Kamailio(log, process, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    public String uri(String user) {
        return "sip:" + user + "@127.0.0.1:" + port;
    }

    /** How many lines of its log contain that. */
    public long count(String words) {
        try {
            return Files.readAllLines(log).stream().filter(line -> line.contains(words)).count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
