package zarang.sip.message;

/**
 * One body of a message: its only one, or a part of a multipart body.
 *
 * @param type media type in lower case, without parameters; empty if none is given
 * @param disposition in lower case; empty if none is given
 * @param handling whether the message may be acted on without understanding this part
 * @param encoded whether it is compressed, or written in a way that is not read here
 * @param content not a copy: leave it as it is
 */
@SuppressWarnings("ArrayRecordComponent") // as the body of a message: read, never changed
public record BodyPart(
        String type, String disposition, Handling handling, boolean encoded, byte[] content) {
    /** RFC 3261 §20.11. */
    public enum Handling {
        /** May be left aside. */
        OPTIONAL,
        /** Must be understood, 415 otherwise. */
        REQUIRED,
        /**
         * Required by the letter; but carriers add ISUP, locations and charging data without a word
         * to whoever may understand them.
         */
        UNSAID
    }

    /** Whether this is the description of the session, rather than of early media (RFC 3959). */
    public boolean isSessionDescription() {
        return type.equals("application/sdp") && !encoded && !disposition.equals("early-session");
    }

    /** The kind only: the content may hold numbers. */
    @Override
    public String toString() {
        return "BodyPart[" + type + ", " + content.length + " bytes]";
    }
}
