/**
 * The SIP user agent (RFC 3261). JAIN-SIP parses, retransmits and keeps transactions; dialogs,
 * refusals and limits are ours. Nothing of {@code javax.sip} leaves this package: others see {@link
 * org.talkspurt.gateway.sip.SipEndpoint} and the small interfaces around it.
 */
@NullMarked
package org.talkspurt.gateway.sip;

import org.jspecify.annotations.NullMarked;
