export const number = new Intl.NumberFormat('ko');
export const compact = new Intl.NumberFormat('ko', { notation: 'compact', maximumSignificantDigits: 3 });

const UNITS: Readonly<Record<string, string>> = { ms: '밀리초', s: '초', m: '분', h: '시간' };

/** A span of time, which is told in units as `2 m 5 s`. */
export function lasting(span: string): string {
  return span.replace(/ (ms|s|m|h)\b/g, (_, unit: string) => UNITS[unit] ?? unit);
}
