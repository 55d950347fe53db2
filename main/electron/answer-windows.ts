import { clipboard, nativeTheme } from 'electron';
import { z } from 'zod';
import type { DesktopChange, DesktopFacts } from '../../shared/contract/desktop-facts';
import { GatewayError } from '../../shared/errors/gateway-error';
import type { House } from '../open-house';
import type { WindowIpc } from './ipc/window-ipc';
import { createTeller } from './ipc/tell-windows';
import { OWNER } from './desktop-client';
import type { Preferences } from './preferences';
import { createFileSaver } from './save-file';
import { openExternal } from './security/open-external';
import type { CrashReport } from './watch-crashes';
import type { ApprovalWindow } from './windows/approval-window';
import type { ConsoleWindow } from './windows/console-window';

interface AnswerNeeds {
  readonly ipc: WindowIpc;
  readonly house: House;
  readonly preferences: Preferences;
  readonly console: ConsoleWindow;
  readonly approval: ApprovalWindow;
  readonly crashReport: () => CrashReport | undefined;
  /** Changes how the desktop is set up, and says how it is then. */
  readonly setUp: (change: DesktopChange) => Promise<DesktopFacts>;
  /** Somebody wants the windows back after a crash. */
  readonly restoreWindows: () => void;
}

/** What only the window that decides may ask: nothing that else runs in the console can decide in a person’s name. */
const DECIDING = ['approvals.show', 'approvals.decide', 'approvals.decideMany', 'approvals.reveal'];

/** What the window that decides may ask beside these. */
const BESIDE_DECIDING = ['approvals.list', 'approvals.get', 'pauses.list', 'pauses.add'];

/** A decision that comes sooner after the window appeared was meant for something else. */
const LEAST_SEEN_MS = 300;

/** Answers our windows; returns what brings the console up to date when it is seen again. */
export function answerWindows(needs: AnswerNeeds): { readonly catchUp: () => void } {
  answerApproval(needs);
  answerCrash(needs);
  return answerConsole(needs);
}

function answerConsole({ ipc, house, preferences, console, approval, setUp }: AnswerNeeds) {
  const teller = createTeller({
    subscribe: house.subscribe,
    caller: OWNER,
    channel: 'main:event',
    isSeen: console.isSeen,
  });
  ipc.answer('main:invoke', ({ operation, input }) => {
    if (DECIDING.includes(operation)) {
      throw new GatewayError('insufficient_permissions', 'Calls are decided in the approval window alone');
    }
    return house.dispatch(operation, input, OWNER);
  });
  ipc.answer('main:subscribe', (subscription, sender) => teller.begin(subscription, sender));
  ipc.answer('main:unsubscribe', ({ id }) => teller.end(id));
  ipc.answer('main:show-approvals', ({ id }) => approval.show(id));
  ipc.answer('main:open-external', ({ url }) => openExternal(url));
  ipc.answer('main:set-up', (change) => setUp(change));
  ipc.answer('main:keep-appearance', ({ text }) => {
    preferences.set({ appearance: text });
    followAppearance(text);
    approval.tellAppearance(text);
  });
  ipc.answer('main:keep-welcome', ({ text }) => preferences.set({ welcome: text }));
  const save = createFileSaver(console.window);
  ipc.answer('main:save-text', ({ name, text }) => save(name, [text]));
  ipc.answer('main:save-activity', ({ name, query }) => save(name, house.exportActivity(query)));
  ipc.answer('main:reveal', ({ isRevealing }) => console.window()?.setContentProtection(isRevealing));
  return { catchUp: () => teller.catchUp() };
}

function answerApproval({ ipc, house, preferences, approval }: AnswerNeeds): void {
  const teller = createTeller({ subscribe: house.subscribe, caller: OWNER, channel: 'approval:event' });
  ipc.answer('approval:invoke', ({ operation, input }) => {
    if (!DECIDING.includes(operation) && !BESIDE_DECIDING.includes(operation)) {
      throw new GatewayError('insufficient_permissions', `The approval window has no business with ${operation}`);
    }
    if (operation.startsWith('approvals.decide') && !approval.wasSeenFor(LEAST_SEEN_MS)) {
      throw new GatewayError('approval_conflict', 'The approval window came into view only a moment ago; look again');
    }
    return house.dispatch(operation, input, OWNER);
  });
  ipc.answer('approval:subscribe', (subscription, sender) => teller.begin(subscription, sender));
  ipc.answer('approval:unsubscribe', ({ id }) => teller.end(id));
  ipc.answer('approval:appearance', () => preferences.get().appearance);
  ipc.answer('approval:reveal', ({ isRevealing }) => approval.protect(isRevealing));
  ipc.answer('approval:fit', ({ height }) => approval.fit(height));
  ipc.answer('approval:close', () => approval.rest());
}

function answerCrash({ ipc, crashReport, restoreWindows }: AnswerNeeds): void {
  ipc.answer('crash:report', () => crashReport());
  ipc.answer('crash:copy', () => clipboard.writeText(JSON.stringify(crashReport() ?? {}, undefined, 2)));
  ipc.answer('crash:reload', restoreWindows);
}

const Scheme = z.object({ scheme: z.enum(['auto', 'light', 'dark']) });

/** All windows have the colours that were chosen in one of them. */
export function followAppearance(text: string | undefined): void {
  const read = Scheme.safeParse(parsed(text));
  if (read.success) nativeTheme.themeSource = read.data.scheme === 'auto' ? 'system' : read.data.scheme;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return undefined;
  }
}
