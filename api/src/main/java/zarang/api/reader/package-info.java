/** The description of the API, and a page to read it. */
@NullMarked
package zarang.api.reader;

import org.jspecify.annotations.NullMarked;
