package zarang.tests.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A CRM that keeps no rule: what it answers never ends, or ends in the middle. */
public final class LyingReceiver implements AutoCloseable {
    private static final byte[] NOISE = "x".repeat(1000).getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listening;
    private final String answer;
    private final boolean endless;

    private LyingReceiver(String answer, boolean endless) {
        this.answer = answer;
        this.endless = endless;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Says 200, then a body without an end. */
    public static LyingReceiver endless() {
        return new LyingReceiver("HTTP/1.1 200 OK\r\n\r\n", true);
    }

    /** Closes in the middle of the head. */
    public static LyingReceiver half() {
        return new LyingReceiver("HTTP/1.1 200 OK\r\nconte", false);
    }

    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = listening.accept();
                Thread.ofVirtual().start(() -> lie(caller));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void lie(Socket caller) {
        try (caller) {
            int first = caller.getInputStream().read();
            OutputStream out = caller.getOutputStream();
            out.write(answer.getBytes(StandardCharsets.US_ASCII));
            while (endless && first >= 0) {
                out.write(NOISE);
            }
        } catch (IOException hungUp) {
            // the other end had enough
        }
    }
}
