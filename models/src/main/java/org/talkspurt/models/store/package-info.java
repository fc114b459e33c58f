/**
 * Where model files come from and where they are kept. {@code config/models.yaml} names the file
 * sets; the store fetches each once, by the package clients that a developer's machine has or by
 * HTTP, checks size and SHA-256, and keeps the files in the user's cache. A complete cache needs
 * neither network nor clients.
 */
@NullMarked
package org.talkspurt.models.store;

import org.jspecify.annotations.NullMarked;
