package zarang.loyalty.member;

/** What Redis holds of a member is not readable; asking again does not help. */
public final class DamagedRecord extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedRecord(String id, Throwable cause) {
        super("the record of member " + id + " is damaged", cause);
    }
}
