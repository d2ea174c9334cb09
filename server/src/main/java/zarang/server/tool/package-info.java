/** The commands of the admin: flow, member, points, doctor. */
@NullMarked
package zarang.server.tool;

import org.jspecify.annotations.NullMarked;
