/** Faults that are planted into production code on purpose, each of which a test must see. */
@NullMarked
package zarang.tests.planted;

import org.jspecify.annotations.NullMarked;
