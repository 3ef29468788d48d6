import Button from '@mui/material/Button';
import { Component, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../i18n/language';
import { Notice } from './Notice';

/** Keeps a fault of what it holds from the rest of the page. */
export class Contained extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}

/** Stands in for a page that threw: the one thing to do then is to load it anew. */
function Broken() {
  const { fault } = useTexts();
  return (
    <Notice
      title={fault.broken}
      meaning={fault.brokenMeaning}
      action={
        <Button variant="contained" onClick={() => window.location.reload()}>
          {fault.reload}
        </Button>
      }
    />
  );
}

/** Answers an address that names no page. */
export function NotFound() {
  const { fault } = useTexts();
  return (
    <Notice
      title={fault.notFound}
      meaning={fault.notFoundMeaning}
      action={
        <Button variant="contained" component={Link} to="/">
          {fault.home}
        </Button>
      }
    />
  );
}
