package zarang.call.fact;

import java.util.Optional;
import zarang.call.CallTermination;
import zarang.call.Cause;
import zarang.call.MemberId;
import zarang.call.Party;
import zarang.call.PhoneNumber;
import zarang.call.QueueName;

/**
 * The call is over; the last fact of the call path.
 *
 * @param member the member who called, if the call path identified one in time
 * @param caller the trusted number, if there is one: while Redis was away the member is found by it
 *     afterwards
 * @param queue the last queue that the caller waited in
 * @param answered whether the hotline answered, whatever became of it then
 */
public record CallEnded(
        Optional<MemberId> member,
        Optional<PhoneNumber> caller,
        Optional<QueueName> queue,
        boolean answered,
        CallTermination termination,
        CallTimes times)
        implements Fact {
    public static final FactType<CallEnded> TYPE =
            FactType.of("call.ended", CallEnded.class, CallEnded::read)
                    .vital()
                    .marks(CallMark.ENDS);

    private static CallEnded read(FactReader from) throws UnreadableEntryException {
        return new CallEnded(
                from.maybe("member").map(MemberId::new),
                from.caller(),
                from.maybe("queue").map(QueueName::new),
                from.flag("answered"),
                new CallTermination(
                        from.word("result", CallTermination.Result.class),
                        from.word("party", Party.class),
                        from.word("cause", Cause.class),
                        from.text("reason")),
                times(from));
    }

    /**
     * Entries of 0.1 name neither {@code connectedMs} nor {@code waitedMs}: an answered call was
     * connected for as long as it lasted, at most.
     */
    private static CallTimes times(FactReader from) throws UnreadableEntryException {
        long durationMs = from.number("durationMs");
        return new CallTimes(
                durationMs,
                from.number("connectedMs", from.flag("answered") ? durationMs : 0),
                from.number("talkMs"),
                from.number("waitedMs", 0));
    }

    @Override
    public FactType<CallEnded> type() {
        return TYPE;
    }

    @Override
    public void write(FactWriter to) {
        member.ifPresent(to::member);
        to.caller(caller);
        queue.ifPresent(to::queue);
        to.flag("answered", answered);
        to.word("result", termination.result()).word("party", termination.party());
        to.word("cause", termination.cause()).number("q850", termination.cause().q850());
        to.text("reason", termination.reason());
        to.number("durationMs", times.durationMs()).number("connectedMs", times.connectedMs());
        to.number("talkMs", times.talkMs()).number("waitedMs", times.waitedMs());
    }

    @Override
    public void describe(FactWriter to) {
        to.text("queue", queue.map(QueueName::value).orElse("-"));
        to.word("result", termination.result()).word("by", termination.party());
        to.word("cause", termination.cause());
        to.number("durationMs", times.durationMs()).number("connectedMs", times.connectedMs());
        to.number("waitedMs", times.waitedMs()).number("talkMs", times.talkMs());
        to.quoted("reason", termination.reason());
    }
}
