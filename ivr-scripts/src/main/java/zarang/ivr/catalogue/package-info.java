/** The flows that are published, and which number runs which. */
@NullMarked
package zarang.ivr.catalogue;

import org.jspecify.annotations.NullMarked;
