package zarang.media;

/**
 * Something of our own that a leg may say, 20 ms at a time. {@link LegOutput} asks them in order of
 * precedence. Media loop only.
 */
abstract class FrameSource {
    /** Whether there is something to say, or to let pass, now. */
    abstract boolean isDue();

    /** Says 20 ms of it, or lets them pass. Only while it is due. */
    abstract void frame();
}
