@NullMarked
package zarang.crm.spool;

import org.jspecify.annotations.NullMarked;
