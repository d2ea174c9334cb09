package zarang.sip.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Cause;
import zarang.call.loop.ControlLoop;
import zarang.sip.sdp.AudioStream;
import zarang.sip.session.Close;
import zarang.sip.session.Dialling;
import zarang.sip.session.Session;
import zarang.sip.session.SessionEnd;
import zarang.sip.session.SessionListener;
import zarang.sip.transaction.Hop;

/**
 * The phones of one outgoing leg. Those that are preferred most ring first, at the same time; the
 * next ones ring too once none of these is left that may answer, or after {@link #ALONE}. The first
 * that answers has the call and the others are let go; a second answer that crosses with that is
 * acknowledged and hung up by its own session. RFC 3261 §16.6, ADR 0086. Control loop only.
 *
 * <p>Phones do not wait for one another: one that is switched off neither delays the others nor
 * makes their refusal wait. What a person says at one phone (a 6xx after it rang) counts for all; a
 * 6xx of a phone that never rang is that phone's own, such as do not disturb.
 */
final class Fork implements RungPhone.Call, Dialling {
    /** Places one call; empty if there is no way, or no room for another session. */
    @FunctionalInterface
    interface Placing {
        Optional<Session> place(PhoneWay way, SessionListener listener);
    }

    /** How long those that are preferred ring alone: two rings, and a hand that reaches out. */
    static final Duration ALONE = Duration.ofSeconds(8);

    private final ControlLoop loop;
    private final Placing placing;
    private final SessionListener leg;
    private final List<RungPhone> phones = new ArrayList<>();

    /** Those that do not ring yet, the preferred ones first. */
    private final Deque<PhoneAddress> held = new ArrayDeque<>();

    /** Until the next ones ring; null if none are held. */
    private ControlLoop.@Nullable Timer alone;

    private @Nullable Session winner;

    /** Which phone is heard while they ring: the first that says something. */
    private @Nullable Session audible;

    private boolean rang;
    private boolean over;

    Fork(ControlLoop loop, Placing placing, SessionListener leg) {
        this.loop = loop;
        this.placing = placing;
        this.leg = leg;
    }

    /**
     * Rings them; false if there is no way to any, and then nothing was told.
     *
     * @param addresses those that are preferred first
     */
    boolean ring(List<PhoneAddress> addresses) {
        held.addAll(addresses);
        ringNext();
        return !areAllOver();
    }

    /** The next ones that are preferred alike ring; if there is no way to any, those after them. */
    private void ringNext() {
        if (alone != null) {
            alone.cancel();
            alone = null;
        }
        boolean rings = false;
        while (!rings && !held.isEmpty()) {
            double q = held.getFirst().q();
            while (!held.isEmpty() && held.getFirst().q() == q) {
                rings |= ring(held.remove());
            }
        }
        if (!held.isEmpty()) {
            alone = loop.schedule(ALONE, this::ringNext);
        }
    }

    /** Whether there is a way to it. */
    private boolean ring(PhoneAddress address) {
        RungPhone phone = new RungPhone(loop, this, address);
        phones.add(phone);
        phone.start();
        return !phone.isOver();
    }

    private boolean areAllOver() {
        return phones.stream().allMatch(RungPhone::isOver);
    }

    /**
     * While it rings: phones that came since ring too, whatever is preferred, for its user has just
     * turned it on. One that rings already, or is to, is left alone.
     */
    void join(List<PhoneAddress> addresses) {
        if (!over && winner == null) {
            addresses.stream()
                    .filter(address -> phones.stream().noneMatch(p -> p.isAt(address)))
                    .filter(address -> held.stream().noneMatch(later -> later.isAt(address)))
                    .toList()
                    .forEach(this::ring);
        }
    }

    /** Ends it in whatever state it is: CANCEL to every phone, or BYE to the one that talks. */
    @Override
    public void hangUp(Cause cause) {
        if (winner != null) {
            Close.end(winner, cause);
        } else {
            finish(new SessionEnd(cause, false, 0));
        }
    }

    /** That of the phone which answered; null while none has. */
    @Override
    public @Nullable Session session() {
        return winner;
    }

    /** Where the phone that answered, or is heard, signals from; null while none is. */
    @Override
    public @Nullable Hop signalling() {
        Session heard = winner == null ? audible : winner;
        return heard == null ? null : heard.signalling();
    }

    @Override
    public Optional<Session> place(PhoneWay way, SessionListener listener) {
        return placing.place(way, listener);
    }

    @Override
    public void ringing() {
        if (!rang && !over && winner == null) {
            rang = true;
            leg.ringing();
        }
    }

    @Override
    public void early(Session session, AudioStream stream) {
        if (over || winner != null || (audible != null && !audible.equals(session))) {
            return;
        }
        audible = session;
        leg.early(stream);
    }

    @Override
    public boolean answered(Session session, AudioStream stream) {
        if (over || winner != null) {
            return false;
        }
        winner = session;
        holdBack();
        phones.forEach(phone -> phone.letGo(session, Cause.ANSWERED_ELSEWHERE));
        leg.answered(stream);
        return true;
    }

    @Override
    public boolean isWinner(Session session) {
        return session.equals(winner);
    }

    @Override
    public SessionListener leg() {
        return leg;
    }

    @Override
    public void settle() {
        if (over || winner != null) {
            return;
        }
        Optional<SessionEnd> forAll =
                phones.stream().filter(RungPhone::speaksForAll).findFirst().flatMap(RungPhone::end);
        if (forAll.isPresent()) {
            finish(forAll.get());
            return;
        }
        if (mayNoneAnswer() && !held.isEmpty()) {
            ringNext();
        }
        boolean allThatLive = phones.stream().anyMatch(RungPhone::refused) && mayNoneAnswer();
        if (areAllOver() || allThatLive) {
            finish(best());
        }
    }

    private boolean mayNoneAnswer() {
        return phones.stream().allMatch(phone -> phone.isOver() || phone.isSilent());
    }

    /** What the most helpful phone said. */
    private SessionEnd best() {
        return phones.stream()
                .flatMap(phone -> phone.end().stream())
                .min((one, other) -> Integer.compare(rank(one), rank(other)))
                .orElseThrow();
    }

    /** Somebody's word before a machine's, and a machine's before nobody's. RFC 3261 §16.7. */
    private static int rank(SessionEnd end) {
        return switch (end.cause()) {
            case CALL_REJECTED -> 0;
            case USER_BUSY -> 1;
            case NO_USER_RESPONDING -> end.status() == 480 ? 2 : 6;
            case NO_ANSWER, NORMAL_CLEARING, ANSWERED_ELSEWHERE -> 3;
            case NOT_ACCEPTABLE, UNALLOCATED_NUMBER, INTERWORKING -> 4;
            case CONGESTION, MEDIA_TIMEOUT, SERVER_FAILURE -> 5;
            case TEMPORARY_FAILURE -> 7;
        };
    }

    /** Those that do not ring yet never will. */
    private void holdBack() {
        held.clear();
        if (alone != null) {
            alone.cancel();
            alone = null;
        }
    }

    private void finish(SessionEnd end) {
        if (!over) {
            over = true;
            holdBack();
            phones.forEach(phone -> phone.letGo(null, end.cause()));
            leg.ended(end);
        }
    }
}
