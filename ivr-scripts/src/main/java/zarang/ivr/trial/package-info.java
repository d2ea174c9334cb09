/**
 * Tries flows without a phone: the real run under a virtual clock, with a caller, a member,
 * services and agents that a test file or a person at a terminal makes up. Never part of a real
 * call.
 */
@NullMarked
package zarang.ivr.trial;

import org.jspecify.annotations.NullMarked;
