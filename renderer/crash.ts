import './styles/crash.css';
import type { WireReply } from '../shared/contract/bridge';
import { readAppearance } from './theme/read-appearance';

/* The page for when pages fail: no framework, no store, nothing that could be the reason itself. */

const { crash } = window;
const { contrast, motion } = readAppearance(crash?.appearance ?? null);
// The program has told the system's colours to follow the choice; the rest only pages know of.
const [dark, more] = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) =>
  window.matchMedia(query),
);

function look(): void {
  const { dataset } = document.documentElement;
  dataset['mantineColorScheme'] = dark?.matches === true ? 'dark' : 'light';
  dataset['contrast'] = contrast === 'high' || (contrast === 'auto' && more?.matches === true) ? 'high' : 'normal';
  dataset['motion'] = motion;
}
look();
dark?.addEventListener('change', look);
more?.addEventListener('change', look);

const at = (id: string): HTMLElement => document.getElementById(id)!;

function say(reply: WireReply | undefined, done: string): void {
  at('said').textContent = reply?.ok === true ? done : (reply?.error.error.message ?? 'The gateway does not answer');
}

at('reload').addEventListener('click', () => {
  void crash?.reload().then((reply) => say(reply, ''));
});
at('copy').addEventListener('click', () => {
  void crash?.copy().then((reply) => say(reply, 'Copied'));
});

const told = await crash?.report();
at('report').textContent = told?.ok === true ? JSON.stringify(told.value, undefined, 2) : '';
at('reload').focus();
