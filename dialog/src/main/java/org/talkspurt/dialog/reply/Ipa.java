package org.talkspurt.dialog.reply;

import java.text.Normalizer;

/** The International Phonetic Alphabet as far as Piper's voices know it. */
public final class Ipa {
  /** Of the symbols that all voices with espeak's phonemes number, those of sounds. */
  public static final String SYMBOLS =
      "abcdefhijklmnopqrstuvwxyzæçðøħŋœǀǁǂǃɐɑɒɓɔɕɖɗɘəɚɛɜɞɟɠɡɢɣɤɥɦɧɨɪɫɬɭɮɯɰɱɲɳɴɵɶɸɹɺɻɽɾʀʁʂʃʄʈʉʊʋʌʍ"
          + "ʎʏʐʑʒʔʕʘʙʛʜʝʟʡʢʲˈˌːˑ˞βθχᵻⱱ\u0327\u0329\u032a\u032f\u0303ʰˤε";

  private Ipa() {}

  /**
   * What people write in the symbols of the voices.
   *
   * @throws IllegalArgumentException for a symbol that they lack: names it
   */
  static String ofVoice(String written) {
    String ipa =
        Normalizer.normalize(written.strip(), Normalizer.Form.NFD)
            .replace("g", "ɡ")
            .replace("ɝ", "ɜː")
            .replaceAll("[.\u0361\u035c]", ""); // syllables and ties are not heard
    ipa.codePoints()
        .filter(symbol -> symbol != ' ' && SYMBOLS.indexOf(symbol) < 0)
        .findFirst()
        .ifPresent(
            symbol -> {
              throw new IllegalArgumentException(
                  "expected IPA that the voice knows, found %s (U+%04X) in /%s/"
                      .formatted(Character.toString(symbol), symbol, written));
            });
    if (ipa.codePoints().allMatch(symbol -> " ˈˌːˑ".indexOf(symbol) >= 0)) {
      throw new IllegalArgumentException("expected IPA between the slashes");
    }
    return ipa;
  }
}
