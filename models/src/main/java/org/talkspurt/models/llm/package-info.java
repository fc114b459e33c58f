/**
 * Language models that speak the chat completions protocol of OpenAI: vLLM, llama.cpp's server,
 * Ollama, Groq and others.
 *
 * <pre>
 * ChatModel     one virtual thread for each answer, deadlines, warm connections
 *   ChatAnswer    rounds of a request and of the tools that it calls
 *     ChatRound     first endpoint, then the second
 *     ToolRound     tool calls, in parallel
 *       ChatExchange  one request: status, then EventStream → ChatChunk, ended from outside if need be
 * </pre>
 */
@NullMarked
package org.talkspurt.models.llm;

import org.jspecify.annotations.NullMarked;
