package zarang.ivr.calendar;

/**
 * What one date has of its own, before holidays and the week.
 *
 * @param title why, for people; may be empty
 */
record DatedException(DayHours hours, String title) {}
