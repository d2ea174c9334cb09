package zarang.loyalty.points;

/** An account changed each time while it was checked. */
public final class AccountInUse extends RuntimeException {
    private static final long serialVersionUID = 1;

    AccountInUse() {
        super("the account changes while it is checked: check it again");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
