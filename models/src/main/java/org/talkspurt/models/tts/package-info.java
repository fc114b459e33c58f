/**
 * Speech synthesis: Piper voices, and the way from English words to the sounds that they take
 * without any GPL part — a dictionary, rules for word endings, and a small network for the rest.
 *
 * <pre>
 * spoken form → Pronouncer (PronunciationDictionary, WordEndings, UnknownWordPronouncer, FunctionWords)
 *             → EspeakIpa → PiperVoice ids → model → Trimmer → Leveller → Speech
 * </pre>
 */
@NullMarked
package org.talkspurt.models.tts;

import org.jspecify.annotations.NullMarked;
