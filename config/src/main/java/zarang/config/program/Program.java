package zarang.config.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * A program of the machine, run to its end without a shell: input in, output out, within bounds of
 * time and size. Blocks: on a thread of one's own.
 *
 * @param command the program and its arguments, each as it is
 * @param limit after which it is ended, and its children with it
 * @param outputMaxBytes more output than that is a failure
 */
public record Program(List<String> command, Duration limit, int outputMaxBytes) {
    private static final int SAID_MAX = 200;

    public Program {
        command = List.copyOf(command);
    }

    /** Runs it once. */
    public ProgramResult run(byte[] input) {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException absent) {
            return new ProgramResult.Failed("cannot run '" + command.getFirst() + "'");
        }
        try {
            return outcome(process, input);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new ProgramResult.Failed("'" + command.getFirst() + "' was stopped");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private ProgramResult outcome(Process process, byte[] input) throws InterruptedException {
        FutureTask<byte[]> output =
                begin(() -> bounded(process.getInputStream(), outputMaxBytes + 1));
        FutureTask<byte[]> said = begin(() -> bounded(process.getErrorStream(), SAID_MAX));
        FutureTask<Boolean> fed = begin(() -> feed(process.getOutputStream(), input));
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            fed.cancel(true);
            return failed("is not done within " + limit.toMillis() + " ms", new byte[0]);
        }
        byte[] whole = result(output);
        if (process.exitValue() != 0) {
            return failed("ended with " + process.exitValue(), result(said));
        }
        return whole.length > outputMaxBytes
                ? failed("wrote more than " + outputMaxBytes + " bytes", new byte[0])
                : new ProgramResult.Done(whole);
    }

    private ProgramResult failed(String how, byte[] said) {
        String line = new String(said, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
        return new ProgramResult.Failed(
                "'" + command.getFirst() + "' " + how + (line.isEmpty() ? "" : ": " + line));
    }

    private static <T> FutureTask<T> begin(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().name("program").start(task);
        return task;
    }

    /** The rest is read and thrown away, so that the program does not wait for a reader. */
    private static byte[] bounded(InputStream in, int most) throws IOException {
        byte[] first = in.readNBytes(most);
        in.transferTo(OutputStream.nullOutputStream());
        return first;
    }

    private static boolean feed(OutputStream to, byte[] input) throws IOException {
        try (to) {
            to.write(input);
        }
        return true;
    }

    private static byte[] result(FutureTask<byte[]> reading) throws InterruptedException {
        try {
            return reading.get();
        } catch (ExecutionException gone) {
            return new byte[0];
        }
    }
}
