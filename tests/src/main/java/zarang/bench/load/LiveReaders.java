package zarang.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import zarang.call.loop.RealTime;

/**
 * Follows the live stream while something else loads the server, by server-sent events.
 *
 * <p>Arguments: the server's HTTP port, the file of its token, topics with commas between, how many
 * follow, seconds. What a change is behind by is not known, but a beat says when it was sent, by
 * the clock of the same machine.
 */
@RealTime
public final class LiveReaders {
    private static final String BEAT = "data: {\"type\":\"beat\",\"at\":\"";

    private final HttpClient client;
    private final HttpRequest request;
    private final LongAdder changes = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final ConcurrentLinkedQueue<Double> beatMs = new ConcurrentLinkedQueue<>();

    private LiveReaders(HttpClient client, HttpRequest request) {
        this.client = client;
        this.request = request;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        String token = Files.readString(Path.of(args[1])).strip();
        int readers = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        try (HttpClient client =
                        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            LiveReaders all =
                    new LiveReaders(
                            client,
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:%s/api/v1/events?topics=%s"
                                                            .formatted(args[0], args[2])))
                                    .header("Authorization", "Bearer " + token)
                                    .build());
            for (int i = 0; i < readers; i++) {
                threads.execute(all::follow);
            }
            threads.shutdown();
            boolean ended = threads.awaitTermination(seconds, TimeUnit.SECONDS);
            all.print(args[2], readers, seconds, ended);
            threads.shutdownNow();
            client.shutdownNow();
        }
    }

    private void follow() {
        try (Stream<String> lines =
                client.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            lines.forEach(this::read);
        } catch (IOException | UncheckedIOException failure) {
            lost.increment();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String line) {
        bytes.add(line.length());
        if (line.startsWith("data: {\"type\":\"change\"")) {
            changes.increment();
        } else if (line.startsWith(BEAT)) {
            Instant sent = Instant.parse(line.substring(BEAT.length(), line.lastIndexOf('"')));
            beatMs.add(Duration.between(sent, Instant.now()).toNanos() / 1e6);
        }
    }

    private void print(String topics, int readers, int seconds, boolean ended) {
        List<Double> sorted = new ArrayList<>(beatMs);
        sorted.sort(null);
        System.out.printf(
                Locale.ROOT,
                "%d readers of %s for %d s: %.1f changes/s and %.1f kB/s each; a beat is read"
                        + " after p50 %.1f, p99 %.1f ms (%d beats); lost %d%s%n",
                readers,
                topics,
                seconds,
                changes.sum() / (double) readers / seconds,
                bytes.sum() / 1000.0 / readers / seconds,
                share(sorted, 0.5),
                share(sorted, 0.99),
                sorted.size(),
                lost.sum(),
                ended ? ", and all streams ended" : "");
    }

    private static double share(List<Double> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) (share * (sorted.size() - 1)));
    }
}
