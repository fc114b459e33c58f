/** The dialog's ports made real. */
@NullMarked
package org.talkspurt.models;

import org.jspecify.annotations.NullMarked;
