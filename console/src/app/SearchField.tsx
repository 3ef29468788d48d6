import { useRef, useState } from 'react';
import { Field } from './Field';

/** A pause in typing that long means: look now. */
const PAUSE_MS = 150;

interface SearchFieldProps {
  readonly label: string;
  readonly text: string;
  readonly longest: number;
  /** A part of it finds nothing, so it looks on Enter only. */
  readonly whole?: boolean;
  readonly onText: (text: string) => void;
}

/**
 * A field that looks while one types: at each pause (unless the whole is needed), and at once on Enter. What is typed
 * stays when an answer to an earlier part of it comes; another text from outside, as by going back, takes its place.
 */
export function SearchField({ label, text, longest, whole = false, onText }: SearchFieldProps) {
  const [typed, setTyped] = useState({ text, sent: text, seen: text });
  const pause = useRef<number>(undefined);

  if (text !== typed.seen) {
    setTyped(text === typed.sent ? { ...typed, seen: text } : { text, sent: text, seen: text });
  }
  const send = (wanted: string) => {
    window.clearTimeout(pause.current);
    setTyped((before) => ({ ...before, sent: wanted }));
    onText(wanted);
  };
  return (
    <Field
      type="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={longest}
      aria-label={label}
      placeholder={label}
      data-set={text !== ''}
      value={typed.text}
      onChange={(event) => {
        const now = event.target.value;
        setTyped((before) => ({ ...before, text: now }));
        window.clearTimeout(pause.current);
        if (!whole || now === '') pause.current = window.setTimeout(() => send(now), PAUSE_MS);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) send(typed.text);
      }}
    />
  );
}
