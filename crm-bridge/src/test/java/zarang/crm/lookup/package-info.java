@NullMarked
package zarang.crm.lookup;

import org.jspecify.annotations.NullMarked;
