package zarang.call.fact;

/**
 * The hotline is about to answer. Written before the 200 goes out, so that a process that dies in
 * the same moment has not forgotten whom it answered: without {@link CallConnected} and {@link
 * CallEnded} after it, the call counts as answered. Only the journal itself reads it; consumers
 * never see it.
 */
public record CallAnswering() implements Fact {
    public static final FactType<CallAnswering> TYPE =
            FactType.of("call.answering", CallAnswering.class, from -> new CallAnswering())
                    .vital()
                    .marks(CallMark.ANSWERING);

    @Override
    public FactType<CallAnswering> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {}
}
