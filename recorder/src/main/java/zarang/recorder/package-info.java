/**
 * Call recordings: the talk of a caller (left) and an agent (right) as a WAV file each, whole after
 * any crash.
 *
 * <p>A media loop copies packets into an {@link zarang.recorder.AudioRing}; one writer thread for
 * all recordings puts them on a {@link zarang.recorder.TimeLine} and writes; one finishing thread
 * seals files, writes their metadata and announces them.
 */
@NullMarked
package zarang.recorder;

import org.jspecify.annotations.NullMarked;
