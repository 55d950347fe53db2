import {
  ActionIcon,
  Alert,
  Button,
  createTheme,
  Drawer,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  Table,
  Text,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';

/** What a colour says. It never says it alone: an icon and a word stand beside it. */
export const TONES = ['accent', 'ok', 'warn', 'danger', 'held', 'info', 'neutral'] as const;
export type Tone = (typeof TONES)[number];

const isTone = (color: unknown): color is Tone => TONES.some((tone) => tone === color);

/** One token for all shades: the tokens change with the scheme by themselves. */
const tokenOf = (tone: Tone): MantineColorsTuple => Array.from({ length: 10 }, () => `var(--${tone})`) as never;

const variantColors: VariantColorsResolver = ({ color, variant }) => {
  const tone = isTone(color) ? color : 'accent';
  const ink = `var(--${tone})`;
  const soft = `var(--${tone}-soft)`;
  const none = '1px solid transparent';
  switch (variant) {
    case 'filled': {
      const on = tone === 'danger' ? 'var(--on-danger)' : tone === 'accent' ? 'var(--on-accent)' : 'var(--bg)';
      const hover = tone === 'danger' || tone === 'accent' ? `var(--${tone}-hover)` : ink;
      return { background: ink, hover, color: on, border: none };
    }
    case 'light':
      return { background: soft, hover: soft, color: ink, border: none };
    case 'outline':
      return { background: 'transparent', hover: soft, color: ink, border: `1px solid ${ink}` };
    case 'subtle':
      return {
        background: 'transparent',
        hover: tone === 'neutral' ? 'var(--sunken)' : soft,
        color: ink,
        border: none,
      };
    case 'transparent':
      return { background: 'transparent', hover: 'transparent', color: ink, border: none };
    default:
      return {
        background: 'var(--surface)',
        hover: 'var(--sunken)',
        color: 'var(--text)',
        border: '1px solid var(--border-strong)',
      };
  }
};

/** The head of a dialog is not the head of the page. */
const NO_BANNER = { header: { role: 'none' } };

/** Our tokens in Mantine’s words; sizes and fonts stand in styles/mantine-tokens.css. */
export const theme = createTheme({
  primaryColor: 'accent',
  colors: Object.fromEntries(TONES.map((tone) => [tone, tokenOf(tone)])),
  variantColorResolver: variantColors,
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Text: Text.extend({ defaultProps: { size: 'sm' } }),
    Button: Button.extend({ defaultProps: { variant: 'default', size: 'sm' } }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'neutral', size: 'md' } }),
    // Locking the scroll would write a style into the page, which the content policy refuses.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 'lg',
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: NO_BANNER,
        overlayProps: { color: 'var(--scrim)', backgroundOpacity: 1 },
      },
    }),
    Drawer: Drawer.extend({
      defaultProps: {
        lockScroll: false,
        position: 'right',
        size: 480,
        closeButtonProps: { 'aria-label': 'Close' },
        attributes: NO_BANNER,
      },
    }),
    Menu: Menu.extend({ defaultProps: { shadow: 'md', position: 'bottom-end', withinPortal: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, events: { hover: true, focus: true, touch: false } } }),
    Table: Table.extend({ defaultProps: { verticalSpacing: 8, horizontalSpacing: 16 } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } }),
    Alert: Alert.extend({ defaultProps: { variant: 'light' } }),
  },
});
