/** Members of the club: look up, add, change, import. */
@NullMarked
package zarang.api.members;

import org.jspecify.annotations.NullMarked;
