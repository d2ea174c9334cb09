package zarang.sip.session;

/** What the listener of an outgoing session was told before the answer. */
final class CallProgress {
    private enum Stage {
        SENT,
        HEARD,
        RINGING
    }

    private final SessionListener listener;
    private Stage stage = Stage.SENT;

    CallProgress(SessionListener listener) {
        this.listener = listener;
    }

    /** Something came back, whatever it is. */
    void heard() {
        if (stage == Stage.SENT) {
            stage = Stage.HEARD;
            listener.heard();
        }
    }

    /** The phone rings; heard before. */
    void ringing() {
        if (stage == Stage.HEARD) {
            stage = Stage.RINGING;
            listener.ringing();
        }
    }
}
