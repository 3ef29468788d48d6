import { expect, test } from 'vitest';
import { fullTime, seoul, seoulInstant, seoulMinute, shortMinute, shortTime, span } from './seoul';

test('a late evening in UTC is the next day in Seoul', () => {
  expect(seoul('2026-12-31T15:00:00.007Z')).toEqual({ date: '2027-01-01', time: '00:00:00', millis: '007' });
  expect(fullTime('2026-12-31T14:59:59.999Z')).toBe('2026-12-31 23:59:59.999');
});

test('what a field for date and time holds is Seoul time, both ways', () => {
  expect(seoulInstant('2027-01-01T00:00')).toBe('2026-12-31T15:00:00.000Z');
  expect(seoulMinute('2026-12-31T15:00:59.999Z')).toBe('2027-01-01T00:00');
});

test('a short time names the day only when it is another one', () => {
  expect(shortTime('2026-11-21T03:04:05Z', '2026-11-21')).toBe('12:04:05');
  expect(shortTime('2026-11-20T03:04:05Z', '2026-11-21')).toBe('11-20');
  expect(shortMinute('2026-11-21T03:04:05Z', '2026-11-21')).toBe('12:04');
  expect(shortMinute('2026-11-20T03:04:05Z', '2026-11-21')).toBe('11-20');
});

test.each([
  ['2026-11-21T00:00:00.000Z', '38 ms', 38],
  ['2026-11-21T00:00:00.000Z', '59.9 s', 59_949],
  ['2026-11-21T00:00:00.000Z', '2 m 5 s', 125_000],
  ['2026-11-21T00:00:00.000Z', '3 h 1 m', 10_860_000],
  ['2026-11-21T00:00:00.000Z', '0 ms', -5],
])('a span is told in the unit a person would choose', (from, told, ms) => {
  expect(span(from, new Date(Date.parse(from) + ms).toISOString())).toBe(told);
});
