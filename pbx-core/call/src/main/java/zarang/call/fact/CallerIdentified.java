package zarang.call.fact;

import zarang.call.MemberId;
import zarang.call.Tier;

/** The caller is a member of the club. */
public record CallerIdentified(MemberId member, Tier tier) implements Fact {
    public static final FactType<CallerIdentified> TYPE =
            FactType.of(
                            "caller.identified",
                            CallerIdentified.class,
                            from -> new CallerIdentified(from.member(), from.tier()))
                    .vital();

    @Override
    public FactType<CallerIdentified> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.member(member).tier(tier);
    }

    @Override
    public void describe(FactWriter to) {
        write(to);
    }
}
