/**
 * What real calls went through in their flows, without their secrets, so that tests can be made.
 */
@NullMarked
package zarang.ivr.trace;

import org.jspecify.annotations.NullMarked;
