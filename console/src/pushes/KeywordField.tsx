import { useRef, useState } from 'react';
import { Field } from '../app/Field';
import { useTexts } from '../i18n/language';

/** A pause in typing that long means: look now. */
const PAUSE_MS = 250;

interface KeywordFieldProps {
  readonly keyword: string;
  /** A part of it finds nothing, so it looks on Enter only. */
  readonly whole: boolean;
  readonly onKeyword: (keyword: string) => void;
}

/**
 * A field that looks while one types: at each pause (unless the whole is needed), and at once on Enter. What is typed stays when an answer to an
 * earlier part of it comes; another keyword in the address, as by going back, takes its place.
 */
export function KeywordField({ keyword, whole, onKeyword }: KeywordFieldProps) {
  const { search: texts, discretion } = useTexts();
  const label = whole ? discretion.whole : texts.keyword;
  const [typed, setTyped] = useState({ text: keyword, sent: keyword, seen: keyword });
  const pause = useRef<number>(undefined);

  if (keyword !== typed.seen) {
    setTyped(
      keyword === typed.sent ? { ...typed, seen: keyword } : { text: keyword, sent: keyword, seen: keyword },
    );
  }
  const send = (text: string) => {
    window.clearTimeout(pause.current);
    setTyped((before) => ({ ...before, sent: text }));
    onKeyword(text);
  };
  return (
    <Field
      type="search"
      autoComplete="off"
      spellCheck={false}
      maxLength={200}
      aria-label={label}
      placeholder={label}
      data-set={keyword !== ''}
      value={typed.text}
      onChange={(event) => {
        const text = event.target.value;
        setTyped({ ...typed, text });
        window.clearTimeout(pause.current);
        if (!whole || text === '') pause.current = window.setTimeout(() => send(text), PAUSE_MS);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) send(typed.text);
      }}
    />
  );
}
