package zarang.loyalty.points;

import zarang.call.MemberId;
import zarang.call.Points;
import zarang.call.fact.Fact;
import zarang.call.fact.FactReader;
import zarang.call.fact.FactType;
import zarang.call.fact.FactWriter;
import zarang.call.fact.UnreadableEntryException;

/**
 * Points were put on an account.
 *
 * @param rule id of the earning rule
 * @param balance available after it
 */
public record PointsAwarded(MemberId member, String rule, Points amount, Points balance)
        implements Fact {
    public static final FactType<PointsAwarded> TYPE =
            FactType.of("points.awarded", PointsAwarded.class, PointsAwarded::read).vital();

    private static PointsAwarded read(FactReader from) throws UnreadableEntryException {
        return new PointsAwarded(
                from.member(),
                from.text("rule"),
                new Points(from.number("amountHundredths")),
                new Points(from.number("balanceHundredths")));
    }

    @Override
    public FactType<PointsAwarded> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.member(member).text("rule", rule);
        to.number("amountHundredths", amount.hundredths());
        to.number("balanceHundredths", balance.hundredths());
    }

    @Override
    public void describe(FactWriter to) {
        to.member(member).text("rule", rule).text("amount", amount.toString());
    }
}
