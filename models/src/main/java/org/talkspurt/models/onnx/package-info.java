/**
 * ONNX Runtime behind Java types of our own, and the threads that it runs on. Models are loaded
 * with one thread each: calls run beside each other, so a model that takes both cores would only
 * make the others wait.
 */
@NullMarked
package org.talkspurt.models.onnx;

import org.jspecify.annotations.NullMarked;
