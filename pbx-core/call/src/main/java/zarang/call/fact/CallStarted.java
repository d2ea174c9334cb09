package zarang.call.fact;

import java.util.Optional;
import zarang.call.PhoneNumber;

/**
 * A call came in and a script took it.
 *
 * @param caller the trusted number, if there is one
 * @param called the number that was dialled
 * @param trunk empty if none
 */
public record CallStarted(
        Optional<PhoneNumber> caller, String called, String trunk, String script, int scriptVersion)
        implements Fact {
    public static final FactType<CallStarted> TYPE =
            FactType.of("call.started", CallStarted.class, CallStarted::read)
                    .vital()
                    .marks(CallMark.BEGINS);

    private static CallStarted read(FactReader from) throws UnreadableEntryException {
        return new CallStarted(
                from.caller(),
                from.text("called"),
                from.text("trunk"),
                from.text("script"),
                Math.toIntExact(from.number("scriptVersion")));
    }

    @Override
    public FactType<CallStarted> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        to.caller(caller).text("called", called).text("trunk", trunk);
        to.text("script", script).number("scriptVersion", scriptVersion);
    }

    @Override
    public void describe(FactWriter to) {
        to.caller(caller).text("script", script).number("scriptVersion", scriptVersion);
    }
}
