package zarang.sip.message;

/** A URI as a SIP message carries it. {@code toString} is its written form. */
public sealed interface Uri permits SipUri, TelUri, OtherUri {
    /** In lower case, such as {@code sip}. */
    String scheme();
}
