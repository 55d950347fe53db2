import './styles/crash.css';
import type { WireReply } from '../shared/contract/bridge';
import { readAppearance } from './theme/read-appearance';

/* The page for when pages fail: no framework, no store, nothing that could be the reason itself. */

const { crash } = window;
const { contrast, motion } = readAppearance(crash?.appearance ?? null);
const { dataset } = document.documentElement;
const isTrue = (query: string): boolean => window.matchMedia(query).matches;
// The program has told the system's colours to follow the choice; the rest only pages know of.
dataset['mantineColorScheme'] = isTrue('(prefers-color-scheme: dark)') ? 'dark' : 'light';
const isHigh = contrast === 'high' || (contrast === 'auto' && isTrue('(prefers-contrast: more)'));
dataset['contrast'] = isHigh ? 'high' : 'normal';
dataset['motion'] = motion;

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
