/** Answers the phone: composes SIP, media, dialog, models and operations in one process. */
@NullMarked
package org.talkspurt.gateway;

import org.jspecify.annotations.NullMarked;
