package zarang.call.verb;

import zarang.call.LegId;

/**
 * Somebody whom one call gives to another.
 *
 * @param answered otherwise it rings
 */
record GivenParty(LegId leg, Counterpart who, boolean answered) {}
