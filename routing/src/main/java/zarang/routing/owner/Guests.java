package zarang.routing.owner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import zarang.call.fact.Subject;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.QueueCommand;
import zarang.call.queue.QueueEvent;
import zarang.routing.dispatch.CarriedCaller;
import zarang.routing.floor.Floor;

/** The owner's side: callers of other processes, whom the floor here serves. Control loop. */
final class Guests {
    private static final Logger log = LoggerFactory.getLogger(Guests.class);

    /** A process that is not among the living so many times in a row is gone. */
    private static final int ABSENT_MAX = 2;

    private static final class Guest {
        final OutgoingLetters outgoing;
        final Set<Subject> callers = new HashSet<>();
        long session;
        long heard;
        long told;
        int absent;

        Guest(OutgoingLetters outgoing) {
            this.outgoing = outgoing;
        }
    }

    private final ControlLoop loop;
    private final FloorPeers peers;
    private final Floor floor;
    private final OwnerTally tally;
    private final Map<String, Guest> guests = new HashMap<>();
    private final Map<Subject, Guest> byCaller = new HashMap<>();
    private long fence;

    Guests(ControlLoop loop, FloorPeers peers, Floor floor, OwnerTally tally) {
        this.loop = loop;
        this.peers = peers;
        this.floor = floor;
        this.tally = tally;
    }

    /**
     * A new time as the owner: nobody has told of its callers yet. Those who were here stay until
     * their process has: who talks is to be offered to nobody.
     */
    void begin(long number) {
        fence = number;
        for (Guest guest : guests.values()) {
            guest.session = 0;
            guest.heard = 0;
            guest.told = 0;
            guest.outgoing.clear();
        }
    }

    /** Who lives. Those who are gone take their callers with them. */
    void living(List<String> nodes) {
        nodes.stream().filter(node -> !node.equals(peers.self())).forEach(this::guest);
        for (String node : List.copyOf(guests.keySet())) {
            Guest guest = guest(node);
            guest.absent = nodes.contains(node) ? 0 : guest.absent + 1;
            if (guest.absent >= ABSENT_MAX) {
                log.warn("floor.process-gone process={} callers={}", node, guest.callers.size());
                floor.carry(guest.callers, List.of());
                forget(guest);
                guests.remove(node);
            }
        }
    }

    /** Whether everybody who lives has told of its callers. */
    boolean isComplete() {
        return guests.values().stream().allMatch(guest -> guest.session > 0);
    }

    void on(Letter.Begin letter) {
        Guest guest = guest(letter.from());
        if (letter.session() <= guest.session) {
            tally.dropped++;
            return;
        }
        Set<Subject> before = Set.copyOf(guest.callers);
        before.forEach(byCaller::remove);
        guest.callers.clear();
        guest.outgoing.clear();
        guest.session = letter.session();
        guest.heard = 0;
        guest.told = 0;
        letter.callers().stream()
                .map(CarriedCaller::subject)
                .forEach(subject -> enter(subject, guest));
        floor.carry(before, letter.callers());
        pulse(guest);
    }

    void on(Letter.Said letter) {
        Guest guest = guest(letter.from());
        if (letter.session() != guest.session || letter.number() != guest.heard + 1) {
            tally.dropped++; // what was lost is told anew: the pulse says how much was heard
            return;
        }
        guest.heard++;
        QueueCommand command = letter.command();
        if (command instanceof QueueCommand.Join) {
            enter(command.subject(), guest);
        }
        floor.tell(command);
        if (command instanceof QueueCommand.Leave
                || command instanceof QueueCommand.TalkEnded
                || command instanceof QueueCommand.NobodyThere) {
            leave(command.subject(), guest);
        }
    }

    private void enter(Subject subject, Guest guest) {
        guest.callers.add(subject);
        byCaller.put(subject, guest);
    }

    private void leave(Subject subject, Guest guest) {
        guest.callers.remove(subject);
        byCaller.remove(subject, guest);
    }

    /** Tells a caller of another process; false if it is none. */
    boolean tell(QueueEvent event) {
        Guest guest = byCaller.get(event.subject());
        if (guest == null) {
            return false;
        }
        if (event instanceof QueueEvent.Over) {
            leave(event.subject(), guest);
        }
        tally.told++;
        guest.told++;
        put(
                guest,
                new Letter.Told(
                        peers.self(), fence, guest.session, guest.told, guest.heard, event));
        return true;
    }

    /** Says to everybody that this process owns the floor, and how far it has heard. */
    void pulse() {
        guests.values().forEach(this::pulse);
    }

    private void pulse(Guest guest) {
        put(guest, new Letter.Pulse(peers.self(), fence, guest.session, guest.told, guest.heard));
    }

    void answer(String node, Letter.Answer answer) {
        put(guest(node), answer);
    }

    /** Says to everybody that the floor may be taken; who does not get it finds out soon. */
    void gaveUp() {
        String letter = LetterText.write(new Letter.GaveUp(peers.self(), fence), loop.instant());
        guests.keySet().forEach(node -> peers.send(node, List.of(letter)));
    }

    /** What finds no room is lost; the receiver notices by the numbers. */
    private void put(Guest guest, Letter letter) {
        guest.outgoing.put(LetterText.write(letter, loop.instant()));
    }

    /** The floor here is no more theirs. */
    Set<Subject> clear() {
        Set<Subject> all = Set.copyOf(byCaller.keySet());
        guests.values().forEach(this::forget);
        guests.clear();
        return all;
    }

    private void forget(Guest guest) {
        guest.callers.forEach(byCaller::remove);
        guest.outgoing.close();
    }

    private Guest guest(String node) {
        return guests.computeIfAbsent(node, to -> new Guest(new OutgoingLetters(loop, peers, to)));
    }
}
