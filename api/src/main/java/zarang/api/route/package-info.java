/** What an operation of the API is, what it is asked and what it answers. Knows no room. */
@NullMarked
package zarang.api.route;

import org.jspecify.annotations.NullMarked;
