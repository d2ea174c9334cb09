package zarang.call.queue;

/**
 * The port to the ACD. Control loop only; answers come as {@link QueueEvent}s, never from inside
 * {@link #tell}.
 */
public interface Acd {
    void tell(QueueCommand command);
}
