package zarang.loyalty.member;

/** What Redis holds of a member is not readable; asking again does not help. */
public final class DamagedRecord extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedRecord(String id, Throwable cause) {
        super(message(id), cause);
    }

    DamagedRecord(String id) {
        super(message(id));
    }

    private static String message(String id) {
        return "the record of member " + id + " is damaged";
    }
}
