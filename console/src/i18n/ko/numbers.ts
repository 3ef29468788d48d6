export const number = new Intl.NumberFormat('ko');
export const compact = new Intl.NumberFormat('ko', { notation: 'compact', maximumSignificantDigits: 3 });
