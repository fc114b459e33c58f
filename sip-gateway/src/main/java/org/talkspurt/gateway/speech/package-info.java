/**
 * Agents brought to calls: loads the speech models, keeps the agents of the catalog ready and ties
 * a conversation to each call.
 */
@NullMarked
package org.talkspurt.gateway.speech;

import org.jspecify.annotations.NullMarked;
