package zarang.sip.engine;

/** How a leg's digits come. Some phones send each digit in both ways. */
enum DigitSource {
    RFC_4733,
    INFO
}
