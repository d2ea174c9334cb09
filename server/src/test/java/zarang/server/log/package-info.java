/** Tests of the running logr's parts. */
@NullMarked
package zarang.logr.serve;

import org.jspecify.annotations.NullMarked;
