/**
 * When there is somebody to talk to: business hours, weekends, holidays of three calendars, and
 * closures that somebody with the right to it made just now.
 */
@NullMarked
package zarang.ivr.calendar;

import org.jspecify.annotations.NullMarked;
