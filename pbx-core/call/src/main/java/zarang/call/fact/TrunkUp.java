package zarang.call.fact;

/** A trunk answers, for the first time or again: calls out take it. About the trunk. */
public record TrunkUp() implements Fact {
    public static final FactType<TrunkUp> TYPE =
            FactType.of("trunk.up", TrunkUp.class, from -> new TrunkUp()).onlyIfAsked();

    @Override
    public FactType<TrunkUp> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {}

    @Override
    public void describe(FactWriter to) {}
}
