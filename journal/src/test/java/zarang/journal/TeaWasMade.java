package zarang.journal;

import zarang.call.fact.Fact;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;

/** A fact of a room that nobody else has heard of: this file is all there is of it. */
public record TeaWasMade(String kind) implements Fact {
    public static final FactType<TeaWasMade> TYPE =
            FactType.of(
                    "tea.was-made", TeaWasMade.class, from -> new TeaWasMade(from.text("kind")));

    @Override
    public FactType<TeaWasMade> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.text("kind", kind);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
