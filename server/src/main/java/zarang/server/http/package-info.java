/** HTTP: health, metrics and the admin API. */
@NullMarked
package zarang.server.http;

import org.jspecify.annotations.NullMarked;
