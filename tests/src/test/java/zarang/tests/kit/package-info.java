/**
 * What the scenarios are played with: real phones, a real server process, a real receiver, and
 * ears.
 */
@NullMarked
package zarang.tests.kit;

import org.jspecify.annotations.NullMarked;
