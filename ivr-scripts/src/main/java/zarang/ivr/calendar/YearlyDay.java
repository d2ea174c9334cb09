package zarang.ivr.calendar;

/**
 * A day of every year of some calendar.
 *
 * @param month 1-12
 * @param day 1-31
 */
record YearlyDay(int month, int day) {}
