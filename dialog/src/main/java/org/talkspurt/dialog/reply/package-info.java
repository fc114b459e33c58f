/** From an answer's text to sound in the caller's ear. */
@NullMarked
package org.talkspurt.dialog.reply;

import org.jspecify.annotations.NullMarked;
