import './styles/crash.css';
import type { WireReply } from '../shared/contract/bridge';

/* The page for when pages fail: no framework, no store, nothing that could be the reason itself. */

const { crash } = window;
const isDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset['mantineColorScheme'] = isDark ? 'dark' : 'light';

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
