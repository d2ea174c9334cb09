package zarang.call.fact;

/**
 * Somebody who is not in the call decided what becomes of it.
 *
 * @param action {@code hang-up} or {@code requeue}
 * @param by who: {@code api NAME}
 */
public record CallDirected(String action, String by) implements Fact {
    public static final FactType<CallDirected> TYPE =
            FactType.of("call.directed", CallDirected.class, CallDirected::read);

    private static CallDirected read(FactReader from) throws UnreadableEntryException {
        return new CallDirected(from.text("action"), from.text("by"));
    }

    @Override
    public FactType<CallDirected> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("action", action).quoted("by", by);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
