package zarang.server.checkup;

/**
 * One thing that was looked at.
 *
 * @param what such as {@code disk}
 * @param said what was found; of a fault also what to do
 */
public record Check(String what, Verdict verdict, String said) {
    public enum Verdict {
        OK,
        /** Meant so, perhaps. */
        NOTE,
        /** Calls, points or webhooks will suffer. */
        FAULT
    }

    public static Check ok(String what, String said) {
        return new Check(what, Verdict.OK, said);
    }

    public static Check note(String what, String said) {
        return new Check(what, Verdict.NOTE, said);
    }

    public static Check fault(String what, String said) {
        return new Check(what, Verdict.FAULT, said);
    }

    public boolean isFault() {
        return verdict == Verdict.FAULT;
    }
}
