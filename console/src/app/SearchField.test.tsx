import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App, newQueryClient } from './App';
import { SearchField } from './SearchField';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function field(whole: boolean) {
  const onText = vi.fn();
  const client = newQueryClient();
  const withText = (text: string) => (
    <App client={client}>
      <SearchField label="Search" text={text} longest={100} whole={whole} onText={onText} />
    </App>
  );
  const { rerender } = render(withText(''));
  const type = (text: string) => fireEvent.change(screen.getByRole('searchbox'), { target: { value: text } });
  const comeBack = (text: string) => rerender(withText(text));
  return { onText, type, comeBack };
}

test('looks once somebody pauses, and not at each key', () => {
  const { onText, type } = field(false);
  ['u', 'us', 'use', 'user'].forEach(type);
  expect(onText).not.toHaveBeenCalled();
  vi.advanceTimersByTime(150);
  expect(onText.mock.calls).toEqual([['user']]);
});

test('looks at once on Enter, and only then where the whole is needed', () => {
  const { onText, type } = field(true);
  type('01012345678');
  vi.advanceTimersByTime(1_000);
  expect(onText).not.toHaveBeenCalled();
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Enter' });
  expect(onText.mock.calls).toEqual([['01012345678']]);
});

test('keeps a key that is pressed just when it looks', () => {
  const { onText, type, comeBack } = field(false);
  type('us');
  act(() => {
    vi.advanceTimersByTime(150);
    type('use');
  });
  comeBack('us');
  expect(screen.getByRole('searchbox')).toHaveProperty('value', 'use');
  vi.advanceTimersByTime(150);
  expect(onText.mock.calls).toEqual([['us'], ['use']]);
});

test('takes another text from outside, as by going back', () => {
  const { type, comeBack } = field(false);
  type('us');
  act(() => void vi.advanceTimersByTime(150));
  comeBack('us');
  comeBack('');
  expect(screen.getByRole('searchbox')).toHaveProperty('value', '');
});
