import { StyleSheet } from '@emotion/sheet';

/**
 * Emotion's rules in constructed style sheets instead of `<style>` elements, so that the Content-Security-Policy
 * needs neither `style-src 'unsafe-inline'` nor a nonce: the CSP speaks of elements and attributes, not of sheets
 * that a script allowed to run builds itself.
 */
export class AdoptedSheet extends StyleSheet {
  #sheet: CSSStyleSheet | null = null;

  override insert(rule: string): void {
    this.#sheet ??= this.#adopt();
    try {
      this.#sheet.insertRule(rule, this.#sheet.cssRules.length);
    } catch {
      // A selector of another browser's make (::-moz-…) is no rule here, and is not needed here.
    }
  }

  override flush(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
    super.flush();
  }

  #adopt(): CSSStyleSheet {
    const sheet = new CSSStyleSheet();
    const others = document.adoptedStyleSheets;
    // Global rules give way to a component's, so they come first, as Emotion places its elements.
    document.adoptedStyleSheets = this.key.endsWith('-global') ? [sheet, ...others] : [...others, sheet];
    // Emotion asks a global sheet's tags whether there is something to flush before it inserts again.
    this.tags = [document.createElement('style')];
    return sheet;
  }
}
