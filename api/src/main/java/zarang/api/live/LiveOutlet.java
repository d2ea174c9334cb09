package zarang.api.live;

/** The way to one who follows. The hub's thread. */
interface LiveOutlet {
    /** Whether what was sent has not left yet; then nothing more is sent. */
    boolean isFull();

    void send(LiveMessage message);

    /** It is over; nothing is sent after this. */
    void close(String reason);
}
