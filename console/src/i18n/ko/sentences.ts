/** A sentence of the gateway's, and the same in Korean. */
export type Sentence = readonly [of: RegExp, korean: string];

/** The Korean for what the gateway says; what is not known stays as it is, which is better than nothing. */
export function translated(said: string, sentences: readonly Sentence[]): string {
  const known = sentences.find(([of]) => of.test(said));
  return known === undefined ? said : said.replace(known[0], known[1]);
}
