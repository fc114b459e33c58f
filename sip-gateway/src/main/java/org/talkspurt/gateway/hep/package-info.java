/**
 * Copies of SIP messages for HOMER and its like, by HEP version 3 (the Extensible Encapsulation
 * Protocol of the HOMER project).
 */
@NullMarked
package org.talkspurt.gateway.hep;

import org.jspecify.annotations.NullMarked;
