/** The HTTP listener: {@code /api/v1}, a package a room, health and metrics. */
@NullMarked
package zarang.api;

import org.jspecify.annotations.NullMarked;
