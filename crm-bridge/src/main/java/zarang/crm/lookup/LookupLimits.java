package zarang.crm.lookup;

/**
 * Bounds of what scripts ask outside.
 *
 * @param atOnce requests at once
 * @param atOncePerHost of those, to one host
 * @param answerBytesMax of one answer's body
 */
public record LookupLimits(int atOnce, int atOncePerHost, int answerBytesMax) {}
