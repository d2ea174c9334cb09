package zarang.journal;

import java.util.Optional;
import zarang.call.MemberId;
import zarang.call.PhoneNumber;
import zarang.call.fact.CallMark;
import zarang.call.fact.Fact;
import zarang.call.fact.FactWriter;

/**
 * What an entry says for the record of open calls.
 *
 * @param mark a {@link CallMark}, as its word; empty for none
 * @param member who called, if the entry says so; else empty
 * @param caller the caller's number, if the entry says so; else empty
 */
record CallNote(String mark, String member, String caller) {
    static CallNote of(Fact fact) {
        Heard heard = new Heard();
        fact.write(heard);
        return new CallNote(fact.type().mark().word(), heard.member, heard.caller);
    }

    /** Listens for whom a fact is about, and to nothing else. */
    private static final class Heard implements FactWriter {
        String member = "";
        String caller = "";

        @Override
        public FactWriter text(String name, String value) {
            return this;
        }

        @Override
        public FactWriter number(String name, long value) {
            return this;
        }

        @Override
        public FactWriter flag(String name, boolean value) {
            return this;
        }

        @Override
        public FactWriter word(String name, Enum<?> value) {
            return this;
        }

        @Override
        public FactWriter member(MemberId who) {
            member = who.value();
            return this;
        }

        @Override
        public FactWriter caller(Optional<PhoneNumber> number) {
            number.ifPresent(known -> caller = known.e164());
            return this;
        }
    }
}
