/** The commands of the admin: flow, member, points, floor, webhook, key, doctor. */
@NullMarked
package zarang.server.tool;

import org.jspecify.annotations.NullMarked;
