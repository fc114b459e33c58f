package org.talkspurt.models.llm;

/**
 * A model's wish to have something done.
 *
 * @param id what its result is sent back under
 * @param name of the tool
 * @param arguments as the model wrote them: JSON, or what it takes for that
 */
record ToolCall(String id, String name, String arguments) {}
