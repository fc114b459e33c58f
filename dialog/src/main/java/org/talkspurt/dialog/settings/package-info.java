/**
 * What an operator may tune about a conversation: validated records whose error messages name the
 * key, the value and what was expected.
 */
@NullMarked
package org.talkspurt.dialog.settings;

import org.jspecify.annotations.NullMarked;
