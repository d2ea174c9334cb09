/** Tests of the configuration. */
@NullMarked
package zarang.server.config;

import org.jspecify.annotations.NullMarked;
