import Button from '@mui/material/Button';
import { useState } from 'react';
import { Field } from '../app/Field';
import { useTexts } from '../i18n/language';

const MOST = 64;

interface ApplicationScaleProps {
  readonly name: string;
  readonly count: number;
  readonly disabled: boolean;
  readonly onScale: (count: number) => void;
}

/** Says how many processes an application is to have. */
export function ApplicationScale({ name, count, disabled, onScale }: ApplicationScaleProps) {
  const { processes: texts } = useTexts();
  const [wanted, setWanted] = useState(String(count));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onScale(Number(wanted));
      }}
    >
      <Field
        type="number"
        min={1}
        max={MOST}
        step={1}
        required
        sx={{ width: 52, height: 28, mr: 0.5 }}
        aria-label={texts.countOf(name)}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      <Button
        type="submit"
        color="inherit"
        aria-label={texts.scaleOf(name)}
        disabled={disabled || wanted === String(count)}
      >
        {texts.scale}
      </Button>
    </form>
  );
}
