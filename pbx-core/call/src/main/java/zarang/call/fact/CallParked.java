package zarang.call.fact;

import zarang.call.AgentId;

/**
 * An agent parked the caller, whom any agent may have now.
 *
 * @param place the number to dial for it
 */
public record CallParked(AgentId by, String place) implements Fact {
    public static final FactType<CallParked> TYPE =
            FactType.of("call.parked", CallParked.class, CallParked::read);

    private static CallParked read(FactReader from) throws UnreadableEntryException {
        return new CallParked(new AgentId(from.text("by")), from.text("place"));
    }

    @Override
    public FactType<CallParked> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("by", by.value());
        to.text("place", place);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
