package zarang.call.fact;

/**
 * The caller chose in a menu, or failed to.
 *
 * @param outcome a menu choice, {@code no-input} or {@code no-match}
 */
public record IvrInput(String step, String outcome) implements Fact {
    public static final FactType<IvrInput> TYPE =
            FactType.of(
                            "ivr.input",
                            IvrInput.class,
                            from -> new IvrInput(from.text("step"), from.text("outcome")))
                    .marks(CallMark.ANSWERED);

    @Override
    public FactType<IvrInput> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("step", step).text("outcome", outcome);
    }

    /** The step alone: what was pressed is the caller's. */
    @Override
    public void describe(FactWriter to) {
        to.text("step", step);
    }
}
