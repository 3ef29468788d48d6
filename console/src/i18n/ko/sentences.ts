/** A sentence of the gateway's, and the same in Korean, with what stands in the groups of the first. */
export type Sentence = readonly [of: RegExp, korean: string | ((...found: readonly string[]) => string)];

/** The Korean for what the gateway says; what is not known stays as it is, which is better than nothing. */
export function translated(said: string, sentences: readonly Sentence[]): string {
  for (const [of, korean] of sentences) {
    const found = of.exec(said);
    if (found === null) continue;
    return typeof korean === 'string'
      ? said.replace(of, korean)
      : korean(...found.slice(1).map((each: string | undefined) => each ?? ''));
  }
  return said;
}
