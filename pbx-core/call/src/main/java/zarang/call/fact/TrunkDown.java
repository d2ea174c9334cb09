package zarang.call.fact;

/**
 * A trunk no longer answers: calls out pass it by. About the trunk.
 *
 * @param why in words, such as {@code OPTIONS was not answered}
 */
public record TrunkDown(String why) implements Fact {
    public static final FactType<TrunkDown> TYPE =
            FactType.of("trunk.down", TrunkDown.class, TrunkDown::read).onlyIfAsked();

    private static TrunkDown read(FactReader from) throws UnreadableEntryException {
        return new TrunkDown(from.text("why"));
    }

    @Override
    public FactType<TrunkDown> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("why", why);
    }

    @Override
    public void describe(FactWriter to) {
        to.quoted("why", why);
    }
}
