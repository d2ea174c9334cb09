package zarang.call.fact;

/** The hotline answered: from here on the call is a contact, whatever becomes of it. */
public record CallConnected() implements Fact {
    public static final FactType<CallConnected> TYPE =
            FactType.of("call.connected", CallConnected.class, from -> new CallConnected())
                    .vital()
                    .marks(CallMark.CONNECTED);

    @Override
    public FactType<CallConnected> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {}
}
