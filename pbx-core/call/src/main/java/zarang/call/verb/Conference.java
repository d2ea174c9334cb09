package zarang.call.verb;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import zarang.call.Audience;
import zarang.call.BridgeId;
import zarang.call.Cause;
import zarang.call.LegId;
import zarang.call.engine.LegEvent;
import zarang.call.leg.LegOwner;
import zarang.call.loop.Moment;
import zarang.call.recording.RecordedTalk.Direction;

/**
 * The caller and those who came when a script rang them hear one another. It begins with the first
 * who comes and is over when the last has gone; not recorded.
 */
final class Conference implements LegOwner {
    private final CallState call;
    private final Runnable whenAlone;
    private final Map<LegId, Guest> guests = new LinkedHashMap<>();
    private @Nullable BridgeId bridge;
    private Moment since;
    private boolean held;

    /** Of the caller, who may be an agent; null while nobody is there. */
    private @Nullable TalkTimes callers;

    private record Guest(Counterpart who, TalkTimes times) {
        /** It talks no more. */
        void over(CallState call) {
            times.over(who.agent(), who.queue());
            who.ended(call);
        }
    }

    /**
     * @param whenAlone runs each time that the last guest has gone
     */
    Conference(CallState call, Runnable whenAlone) {
        this.call = call;
        this.whenAlone = whenAlone;
        since = call.clock.now();
    }

    boolean isUnderWay() {
        return !guests.isEmpty();
    }

    /** Whether anybody ever came. */
    boolean wasHeld() {
        return held;
    }

    void join(Counterpart who, LegId leg) {
        BridgeId room = bridge;
        if (room == null) {
            room = call.bridges.open();
            bridge = room;
            since = call.clock.now();
            held = true;
            call.clock.beginTalk();
            callers = new TalkTimes(call, Direction.INBOUND);
            call.caller.quiet();
            call.join(room, call.caller.leg(), new Audience.Everyone());
        }
        guests.put(leg, new Guest(who, new TalkTimes(call, Direction.INBOUND)));
        call.legs.take(leg, who.role(), this);
        call.join(room, leg, new Audience.Everyone());
        who.began(call, call.clock.now());
    }

    @Override
    public void on(LegEvent event) {
        if (event instanceof LegEvent.TransferWanted wish) {
            call.cannotHandOn(wish);
        } else if (event instanceof LegEvent.Held held) {
            call.holds(
                    held,
                    Optional.ofNullable(guests.get(held.leg()))
                            .flatMap(guest -> guest.who().agent()));
        } else if (event instanceof LegEvent.Ended) {
            Guest gone = guests.remove(event.leg());
            if (gone != null) {
                gone.over(call);
                call.bridges.leave(event.leg());
            }
            if (guests.isEmpty()) {
                close();
                whenAlone.run();
            }
        }
    }

    /** One of those who are there put the others on hold, or took them back. */
    void onHeld(LegEvent.Held by) {
        guests.forEach((leg, guest) -> guest.times().held(by, leg));
        if (callers != null) {
            callers.held(by, call.caller.leg());
        }
    }

    /** All who are there are let go. */
    void end() {
        guests.forEach((leg, guest) -> {
            guest.over(call);
            call.hangUp(leg, Cause.NORMAL_CLEARING);
        });
        guests.clear();
        close();
    }

    /** A caller who is an agent has talked too, with all who came as with one. */
    private void callerHasTalked() {
        TalkTimes times = callers;
        callers = null;
        if (times != null && call.caller.agent().isPresent()) {
            times.over(call.caller.agent(), Optional.empty());
        }
    }

    private void close() {
        BridgeId room = bridge;
        if (room != null) {
            bridge = null;
            call.clock.endTalk(since);
            callerHasTalked();
            call.closeBridge(room);
        }
    }
}
