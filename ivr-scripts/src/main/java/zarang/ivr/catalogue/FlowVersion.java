package zarang.ivr.catalogue;

/**
 * A version of a flow: one number, one text, for ever.
 *
 * @param number 1 and up
 */
public record FlowVersion(String flow, int number, String text) {}
