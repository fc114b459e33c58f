/**
 * What callers say for days, times, digits, names, yes and no: small parsers over the words of a
 * recognised utterance. They know English and the recognizer's habits ("no weight" for "no, wait"),
 * and nothing of forms or answers. "Now" is a parameter.
 */
@NullMarked
package org.talkspurt.dialog.agent.words;

import org.jspecify.annotations.NullMarked;
