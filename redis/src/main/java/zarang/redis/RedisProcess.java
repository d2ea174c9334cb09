package zarang.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of {@code redis-server} under its keeper shell. */
final class RedisProcess {
    private static final Logger log = LoggerFactory.getLogger(RedisProcess.class);

    /** Reading a large append-only file takes time: about 10 s per GB. */
    private static final long READY_LIMIT_S = 120;

    private final Process keeper;
    private final CompletableFuture<@Nullable Void> ready = new CompletableFuture<>();
    private volatile boolean stopping;

    private RedisProcess(Process keeper) {
        this.keeper = keeper;
    }

    /** The port was free a moment ago and is not any more. */
    static final class PortTaken extends IOException {
        private static final long serialVersionUID = 1;

        PortTaken(String message) {
            super(message);
        }
    }

    /** Returns when Redis has read its data and answers. */
    static RedisProcess start(Path binary, RedisFolder folder) throws IOException {
        Process keeper =
                new ProcessBuilder(
                                "sh",
                                folder.keeperScript().toString(),
                                binary.toString(),
                                folder.config().toString())
                        .redirectErrorStream(true)
                        .start();
        folder.noteKeeper(keeper.toHandle());
        RedisProcess process = new RedisProcess(keeper);
        Thread.ofVirtual().name("zarang-redis-log").start(process::read);
        try {
            keeper.getOutputStream().write('\n');
            keeper.getOutputStream().flush();
            process.ready.get(READY_LIMIT_S, TimeUnit.SECONDS);
            return process;
        } catch (ExecutionException e) {
            process.stop(0);
            String said = String.valueOf(e.getMessage());
            if (said.contains("Failed listening on port")) {
                throw new PortTaken(said);
            }
            throw new IOException("redis-server did not start: " + said, e);
        } catch (TimeoutException e) {
            process.stop(0);
            throw new IOException("redis-server was not ready in " + READY_LIMIT_S + " s", e);
        } catch (InterruptedException e) {
            process.stop(0);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Passes on what Redis says, until it ends. */
    private void read() {
        String last = "no word";
        try (BufferedReader lines = keeper.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                boolean warning = line.contains(" # ");
                if (warning && ready.isDone() && !stopping) {
                    log.warn("redis.says {}", line);
                } else {
                    log.debug("redis.says {}", line);
                }
                if (line.contains("Ready to accept connections")) {
                    ready.complete(null);
                }
                last = warning || last.equals("no word") ? line : last;
            }
        } catch (IOException e) {
            log.debug("redis.silent", e);
        }
        ready.completeExceptionally(new IOException(last));
    }

    void onExit(Runnable listener) {
        var _ = keeper.onExit().thenRun(listener);
    }

    /** Closes the pipe, upon which the shell stops Redis; waits until both are gone. */
    void stop(long limitS) {
        stopping = true;
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(limitS, TimeUnit.SECONDS)) {
                keeper.destroyForcibly();
            }
        } catch (IOException e) {
            log.debug("redis.pipe-closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
