package zarang.sip.trunk;

/**
 * What proves to a trunk who we are. RFC 3261 §22. Printing it does not show the password.
 *
 * @param user for digest authentication
 */
public record TrunkLogin(String user, String password) {
    @Override
    public String toString() {
        return "TrunkLogin[" + user + "]";
    }
}
