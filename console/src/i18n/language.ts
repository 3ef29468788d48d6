import { createContext, useContext } from 'react';
import { useStored } from '../preferences/stored';
import { en, type Texts } from './en';
import { ko } from './ko';

export type Language = 'ko' | 'en';

export const TEXTS: Record<Language, Texts> = { ko, en };

/** The language this person chose; before any choice, the browser's. */
export function useLanguage(): readonly [Language, (language: Language) => void] {
  return useStored<Language>('language', (stored) => {
    if (stored === 'ko' || stored === 'en') return stored;
    return navigator.language.startsWith('ko') ? 'ko' : 'en';
  });
}

export const TextsContext = createContext<Texts>(ko);

/** Every text a component shows comes from here. */
export function useTexts(): Texts {
  return useContext(TextsContext);
}
