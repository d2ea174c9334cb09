package zarang.routing.live;

import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Somebody set the floor, or one of its agents, otherwise while servers run. About {@code
 * floor:all}, or about the agent.
 *
 * @param by who, such as {@code api owner}
 * @param what is otherwise, such as {@code tier-offsets.gold 5m -> 8m}; several with semicolons
 */
public record FloorChanged(String by, String what) implements Fact {
    public static final FactType<FloorChanged> TYPE =
            FactType.of("floor.changed", FloorChanged.class, FloorChanged::read).onlyIfAsked();

    private static FloorChanged read(FactReader from) throws UnreadableEntryException {
        return new FloorChanged(from.text("by"), from.text("what"));
    }

    @Override
    public FactType<FloorChanged> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("by", by).text("what", what);
    }

    @Override
    public void describe(FactWriter to) {
        to.quoted("by", by).quoted("what", what);
    }
}
