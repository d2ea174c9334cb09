/** Tests of the running server's parts. */
@NullMarked
package zarang.server.serve;

import org.jspecify.annotations.NullMarked;
