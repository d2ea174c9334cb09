/** The house rules of docs/ARCHITECTURE.md, checked. */
@NullMarked
package zarang.tests.architecture;

import org.jspecify.annotations.NullMarked;
