/** Whom scripts ask: services that are part of Zarang itself. */
@NullMarked
package zarang.ivr.service;

import org.jspecify.annotations.NullMarked;
