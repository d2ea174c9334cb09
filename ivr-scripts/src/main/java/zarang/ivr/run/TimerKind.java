package zarang.ivr.run;

/** What a run waits for with a timer. */
enum TimerKind {
    FLOW_TIME("flow-time"),
    FLOW_IDLE("flow-idle"),
    FIRST_DIGIT("first-digit"),
    NEXT_DIGIT("next-digit"),
    WAIT("wait"),
    LAST_WORDS("last-words");

    private final String written;

    TimerKind(String written) {
        this.written = written;
    }

    String written() {
        return written;
    }
}
