/** What an agent knows and how it answers. */
@NullMarked
package org.talkspurt.dialog.agent;

import org.jspecify.annotations.NullMarked;
