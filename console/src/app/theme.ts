import type {} from '@mui/material/themeCssVarsAugmentation';
import { createTheme } from '@mui/material/styles';

declare module '@mui/material/styles' {
  interface Palette {
    /** Work under way: neither good nor bad yet. */
    busy: Palette['primary'];
  }
  interface PaletteOptions {
    busy?: PaletteOptions['primary'];
  }
}

/** Digits of one width, so that a number that changes moves nothing beside it. */
export const MONO = '"JetBrains Mono", "SF Mono", "Cascadia Mono", "Noto Sans Mono", Consolas, monospace';

/** The one theme: paper and ink by day, a night sky by night, and the fire of the beacon for what matters. */
export const theme = createTheme({
  cssVariables: { colorSchemeSelector: 'data-scheme' },
  colorSchemes: {
    light: {
      palette: {
        primary: { main: '#b8410b' },
        success: { main: '#17693f' },
        warning: { main: '#9a5b00' },
        error: { main: '#c0272d' },
        busy: { main: '#2b63b5' },
        text: { primary: '#1f2328', secondary: '#5b6370' },
        divider: '#e4e2dc',
        background: { default: '#f6f5f1', paper: '#ffffff' },
      },
    },
    dark: {
      palette: {
        primary: { main: '#ff9552' },
        success: { main: '#56c88c' },
        warning: { main: '#e5b04c' },
        error: { main: '#ff7b72' },
        busy: { main: '#79b0ff' },
        text: { primary: '#e4e7ec', secondary: '#98a1af' },
        divider: '#2a303a',
        background: { default: '#0f1217', paper: '#161a21' },
      },
    },
  },
  shape: { borderRadius: 8 },
  typography: {
    fontFamily:
      'Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", "Segoe UI", system-ui, sans-serif',
    fontSize: 13,
    h1: { fontSize: '1rem', fontWeight: 700, letterSpacing: '-0.01em' },
    h2: { fontSize: '0.875rem', fontWeight: 700 },
    h3: { fontSize: '0.75rem', fontWeight: 600 },
    body1: { fontSize: '0.875rem' },
    body2: { fontSize: '0.8125rem' },
    caption: { fontSize: '0.75rem', lineHeight: 1.4 },
    button: { textTransform: 'none', fontWeight: 600 },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        body: { fontVariantNumeric: 'tabular-nums', wordBreak: 'keep-all', overflowWrap: 'anywhere' },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '1ms !important',
            transitionDuration: '1ms !important',
          },
        },
      },
    },
    MuiButton: { defaultProps: { size: 'small', disableElevation: true } },
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiIconButton: { defaultProps: { size: 'small' } },
    MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
    MuiTooltip: { defaultProps: { enterDelay: 400, disableInteractive: true } },
  },
});
