package zarang.routing.owner;

import java.time.Duration;
import zarang.call.loop.ControlLoop;
import zarang.call.queue.QueueCommand;

/**
 * This process follows an owner elsewhere: tells it of its callers and what they say. When
 * something was lost on the way, either way, it tells of all of them again. Control loop.
 */
final class Following {
    /** An owner who says nothing for so long is not waited for. */
    private static final Duration MUTE = Duration.ofSeconds(3);

    /** What was said and is not heard after so long was lost. */
    private static final Duration LOST = Duration.ofSeconds(2);

    /** An owner who knows nothing of a session after so long did not get its beginning. */
    private static final Duration BEGUN = Duration.ofMillis(400);

    private final ControlLoop loop;
    private final CallerBook book;
    private final OwnerTally tally;
    private final String self;
    private final String owner;
    private final long fence;
    private final OutgoingLetters letters;
    private long session;
    private long said;
    private long heardOfOurs;
    private long told;
    private long begunNanos;
    private long progressNanos;
    private long lastLetterNanos;

    Following(
            ControlLoop loop,
            FloorPeers peers,
            CallerBook book,
            OwnerTally tally,
            FloorPeers.Ownership ownership) {
        this.loop = loop;
        this.book = book;
        this.tally = tally;
        self = peers.self();
        owner = ownership.owner();
        fence = ownership.fence();
        letters = new OutgoingLetters(loop, peers, owner);
        lastLetterNanos = loop.nanos();
    }

    String owner() {
        return owner;
    }

    long fence() {
        return fence;
    }

    /** Tells of all callers; what was said before counts no more. */
    void begin() {
        session++;
        said = 0;
        heardOfOurs = 0;
        told = 0;
        begunNanos = loop.nanos();
        progressNanos = begunNanos;
        tally.begun++;
        book.beginAnew();
        letters.clear();
        put(new Letter.Begin(self, fence, session, book.callers(loop.nanos())));
    }

    void say(QueueCommand command) {
        if (said == heardOfOurs) {
            progressNanos = loop.nanos();
        }
        said++;
        tally.forwarded++;
        book.said(command, loop.instant(), loop.nanos(), said);
        if (!put(new Letter.Said(self, fence, session, said, command))) {
            begin();
        }
    }

    void ask(Letter.Ask question) {
        put(question);
    }

    private boolean put(Letter letter) {
        return letters.put(LetterText.write(letter, loop.instant()));
    }

    /** Whether what is told is new, and nothing before it was lost. */
    boolean isNext(Letter.Told letter) {
        lastLetterNanos = loop.nanos();
        if (letter.session() != session || letter.number() <= told) {
            tally.dropped++;
            return false;
        }
        if (letter.number() > told + 1) {
            begin();
            return false;
        }
        told++;
        return true;
    }

    void on(Letter.Pulse pulse) {
        lastLetterNanos = loop.nanos();
        if (pulse.session() != session) {
            if (isOver(begunNanos, BEGUN)) {
                begin();
            }
            return;
        }
        if (pulse.heard() > heardOfOurs) {
            heardOfOurs = pulse.heard();
            progressNanos = loop.nanos();
        }
        if (pulse.told() > told || (said > heardOfOurs && isOver(progressNanos, LOST))) {
            begin();
        }
    }

    private boolean isOver(long sinceNanos, Duration limit) {
        return loop.nanos() - sinceNanos > limit.toNanos();
    }

    /** Whether nothing came from the owner for too long. */
    boolean isMute() {
        return loop.nanos() - lastLetterNanos > MUTE.toNanos();
    }

    void close() {
        letters.close();
    }
}
