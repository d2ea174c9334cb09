package zarang.call.fact;

import zarang.call.AgentId;

/**
 * An agent put whom it talks with on hold, or took it back.
 *
 * @param held whether on hold from here on
 */
public record CallHeld(AgentId by, boolean held) implements Fact {
    public static final FactType<CallHeld> TYPE =
            FactType.of("call.held", CallHeld.class, CallHeld::read);

    private static CallHeld read(FactReader from) throws UnreadableEntryException {
        return new CallHeld(new AgentId(from.text("by")), from.flag("held"));
    }

    @Override
    public FactType<CallHeld> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("by", by.value());
        to.flag("held", held);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
