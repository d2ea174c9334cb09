package zarang.sip.ban;

/** What a stranger can do to be banned, and how often before it is. */
public enum Offence {
    /** It says that it is a scanner: no phone does. */
    SCANNER("the name of a scanner", 1),

    /** It showed a wrong password. */
    GUESS("wrong passwords", 30),

    /** It called, and is nobody whose calls are taken. */
    CALL("calls that nobody asked for", 20);

    private final String word;
    private final int most;

    Offence(String word, int most) {
        this.word = word;
        this.most = most;
    }

    /** For the operator. */
    String word() {
        return word;
    }

    /** So many at once; one more is forgiven each 3 minutes. */
    int most() {
        return most;
    }
}
