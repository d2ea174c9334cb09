package zarang.call.fact;

/**
 * A script marked the call, for reports and the CRM.
 *
 * @param tag such as {@code complaint}
 * @param value what is said of it; may be empty
 */
public record CallTagged(String tag, String value) implements Fact {
    public static final FactType<CallTagged> TYPE =
            FactType.of(
                    "call.tagged",
                    CallTagged.class,
                    from -> new CallTagged(from.text("tag"), from.text("value")));

    @Override
    public FactType<CallTagged> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("tag", tag).text("value", value);
    }

    /** The tag alone: its value may be the caller's words. */
    @Override
    public void describe(FactWriter to) {
        to.text("tag", tag);
    }
}
