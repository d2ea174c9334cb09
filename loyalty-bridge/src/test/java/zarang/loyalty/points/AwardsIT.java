package zarang.loyalty.points;

import static zarang.loyalty.points.Club.get;

import org.junit.jupiter.api.AfterEach;
import zarang.call.MemberId;
import zarang.call.Points;
import zarang.call.loop.RealTime;

@RealTime
class AwardsIT extends AwardsContract {
    private final Club club = new Club();
    private final PointsAccounts accounts = new PointsAccounts(club.link);

    AwardsIT() throws Exception {
        club.member(MINA.value());
        club.member(OMID.value());
    }

    @Override
    AwardOutcome award(Award award) throws Exception {
        return get(accounts.award(award));
    }

    @Override
    Points available(MemberId member) throws Exception {
        return get(accounts.balance(member)).available();
    }

    @AfterEach
    void close() throws Exception {
        club.close();
    }
}
