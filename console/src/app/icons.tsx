import { createSvgIcon } from '@mui/material/utils';

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** The few icons of the console, drawn here: a whole icon package would be thousands of files for a dozen shapes. */
export const SunIcon = createSvgIcon(
  <g {...stroke}>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
  </g>,
  'Sun',
);
export const MoonIcon = createSvgIcon(
  <path {...stroke} d="M20 14.5A8.2 8.2 0 0 1 9.5 4 8.2 8.2 0 1 0 20 14.5z" />,
  'Moon',
);
export const CloseIcon = createSvgIcon(<path {...stroke} d="M6 6l12 12M18 6 6 18" />, 'Close');
export const UpIcon = createSvgIcon(<path {...stroke} d="M6 15l6-6 6 6" />, 'Up');
export const DownIcon = createSvgIcon(<path {...stroke} d="M6 9l6 6 6-6" />, 'Down');
export const LeftIcon = createSvgIcon(<path {...stroke} d="M15 6l-6 6 6 6" />, 'Left');
export const RightIcon = createSvgIcon(<path {...stroke} d="M9 6l6 6-6 6" />, 'Right');
export const FirstIcon = createSvgIcon(<path {...stroke} d="M18 6l-6 6 6 6M7 6v12" />, 'First');
export const PauseIcon = createSvgIcon(<path {...stroke} d="M9 6v12M15 6v12" />, 'Pause');
export const PlayIcon = createSvgIcon(<path {...stroke} d="M8 5.5v13l10.5-6.5z" />, 'Play');
export const ColumnsIcon = createSvgIcon(
  <path {...stroke} d="M4 5h16v14H4zM9.5 5v14M14.5 5v14" />,
  'Columns',
);
export const DownloadIcon = createSvgIcon(
  <path {...stroke} d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14" />,
  'Download',
);
export const PersonIcon = createSvgIcon(
  <g {...stroke}>
    <circle cx="12" cy="8.5" r="3.5" />
    <path d="M5 20c.6-4 3.4-6 7-6s6.4 2 7 6" />
  </g>,
  'Person',
);
