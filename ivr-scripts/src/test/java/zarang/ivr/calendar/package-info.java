@NullMarked
package zarang.ivr.calendar;

import org.jspecify.annotations.NullMarked;
