package zarang.media;

import java.io.IOException;

/** A socket on a media loop. */
interface LoopEar {
    /** Takes what has come. */
    void read(long nowNanos) throws IOException;

    /** It threw: its session ends, the loop and the others go on. */
    void fail(Throwable cause);

    boolean isClosed();
}
