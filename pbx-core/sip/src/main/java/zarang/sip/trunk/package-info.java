/**
 * Trunks: which networks calls may come from, under which name, and whose caller numbers are
 * believed. No I/O.
 */
@NullMarked
package zarang.sip.trunk;

import org.jspecify.annotations.NullMarked;
