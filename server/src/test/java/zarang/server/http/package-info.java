/** Tests of: The admin API. */
@NullMarked
package zarang.server.http;

import org.jspecify.annotations.NullMarked;
