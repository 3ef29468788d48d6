import { SearchField } from '../app/SearchField';
import { useTexts } from '../i18n/language';

interface KeywordFieldProps {
  readonly keyword: string;
  /** A part of it finds nothing, so it looks on Enter only. */
  readonly whole: boolean;
  readonly onKeyword: (keyword: string) => void;
}

/** What is looked for in the log. */
export function KeywordField({ keyword, whole, onKeyword }: KeywordFieldProps) {
  const { search: texts, discretion } = useTexts();
  return (
    <SearchField
      label={whole ? discretion.whole : texts.keyword}
      text={keyword}
      longest={200}
      whole={whole}
      onText={onKeyword}
    />
  );
}
