/**
 * Ports: what a conversation needs of models and of the call; implemented by models and
 * sip-gateway, faked in tests.
 */
@NullMarked
package org.talkspurt.dialog.spi;

import org.jspecify.annotations.NullMarked;
