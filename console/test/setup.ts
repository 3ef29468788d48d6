import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Whether an element is hidden costs a walk up the tree for each of a hundred rows; what is hidden is asked for by name.
configure({ defaultHidden: true, asyncUtilTimeout: 10_000 });

afterEach(() => {
  cleanup();
  localStorage.clear();
});
