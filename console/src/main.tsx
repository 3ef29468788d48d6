import { askFirst } from './api/first';
import { loadFor } from './app/loads';

// This file is small, so that all it asks for is on its way while the rest is still read.
const { location } = window;
void askFirst(location, (pathname) => void loadFor(pathname));
void import('./app/start').then(({ open }) => open());
