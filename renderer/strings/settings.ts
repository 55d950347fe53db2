import type { UpdateState } from '../../shared/contract/desktop-facts';
import { formatList, formatNumber, plural } from './format';

/** Settings of the gateway and of this page. */
export const settings = {
  appearance: {
    title: 'Appearance',
    explain: { browser: 'Kept in this browser.', desktop: 'For all windows of this program.' },
  },
  approvals: { title: 'Questions' },
  gateway: {
    title: 'Gateway',
    version: 'Version',
    mcp: 'Address for clients',
    admin: 'Address of the admin API',
    record: 'Record',
    recordStates: {
      ok: 'everything is recorded',
      waiting: 'records wait',
      losing: 'records are lost',
      refusing: 'requests are refused',
    },
    signed: 'Signed by',
    health: 'Configuration',
    healthStates: { healthy: 'as it should be', warnings: 'works, with warnings', issues: 'has problems' },
    has: 'Has',
    counts: (servers: number, users: number, keys: number) =>
      formatList([
        plural(servers, { one: '# server', other: '# servers' }),
        plural(users, { one: '# person', other: '# people' }),
        plural(keys, { one: '# key', other: '# keys' }),
      ]),
    link: 'Let another browser in',
    linkTitle: 'A link for one browser',
    linkText: 'Whoever opens it first may do what you may do here. It works once, until',
    linkLabel: 'link',
    diagnostics: 'Copy diagnostics',
    diagnosticsText: 'Status and health, as shown here. No secret is in it.',
    copied: 'Diagnostics were copied.',
  },
  enkrypt: {
    title: 'Enkrypt',
    explain: 'The key for the guardrails of Enkrypt AI. It goes into the vault and is shown nowhere again.',
    state: 'Key',
    set: 'set',
    notSet: 'not set',
    usedBy: 'Used by',
    nobody: 'no guardrail',
    change: 'Set the key',
    label: 'Key for Enkrypt',
    saved: 'The key for Enkrypt is set.',
  },
  telemetry: {
    title: 'Telemetry',
    explain: 'Traces, metrics and logs go to a collector of yours (OpenTelemetry over HTTP), and nowhere else.',
    enabled: 'Send telemetry',
    url: 'Address of the collector',
    urlHint: 'Such as https://collector.example:4318',
    insecure: 'Allow an address without encryption on another machine',
    save: 'Save',
    saved: 'Telemetry is sent there from now on.',
    stopped: 'No telemetry is sent any more.',
  },
  adminKeys: {
    title: 'Keys of the admin API',
    explain: 'For programs that look after the gateway. They open no address for clients.',
    empty: 'There is none. People of this machine use the admin token.',
    columns: { name: 'Key', role: 'May', state: 'State', created: 'Made', expires: 'Ends' },
    roles: { viewer: 'look', operator: 'look and decide about calls', admin: 'look, decide and change' },
    states: { active: 'Active', disabled: 'Disabled', expired: 'Expired' },
    create: 'Make an admin key',
    name: 'Name',
    role: 'What it may do',
    issued: (name: string) => `The new admin key “${name}”`,
    remove: 'Delete',
    removeNamed: (name: string) => `Delete ${name}`,
    removeTitle: (name: string) => `Delete ${name}?`,
    removeText: 'Programs that use it are refused at once.',
    removed: (name: string) => `${name} was deleted.`,
  },
  backup: {
    title: 'Backup',
    explain:
      'The configuration and what people decided, as a file. Secrets are masked in it, and the vault is not part of it.',
    save: 'Save a backup',
    saved: 'The backup was made.',
    restore: 'Restore a backup',
    restoreTitle: 'Put this backup in place?',
    restoreText: (at: string, servers: number) =>
      `It was made ${at} and has ${plural(servers, { one: '# set of servers', other: '# sets of servers' })}. ` +
      'It takes the place of everything that is configured now; the state of now is kept in the folder “backups”.',
    restored: 'The backup is in place.',
    badFile: 'This file is no backup of this gateway.',
    reset: 'Begin anew',
    resetTitle: 'Remove everything that is configured?',
    resetText:
      'All servers, keys, people and projects go, and every client is refused. The state of now is kept in the folder “backups”.',
    resetDone: (count: number) => `Everything was removed: ${formatNumber(count)} entries.`,
    resetWord: 'Remove everything',
    resetType: (word: string) => `Type “${word}” to go on`,
    resetCode: 'remove everything',
  },
  desktop: {
    title: 'This desktop',
    alertBy: 'How to alert me of calls that wait',
    alertByHint: 'The icon in the tray and its number show them in any case.',
    alertWays: {
      window: 'Window and notification',
      notification: 'Notification only',
      badge: 'Number on the icon only',
    },
    start: 'Start at login',
    startText: 'Agents reach their servers only while the gateway runs. It begins without a window.',
    startNeedsApproval: 'macOS waits for you to allow it in System Settings, General, Login Items.',
    startOther: (program: string) => `${program} starts at login now. Turn this on to start this copy in its place.`,
    startUnknown: (why: string) => `Start at login: unknown. ${why}.`,
    noTray:
      'No tray was found on this desktop, so closing the window asks whether to quit. GNOME shows trays with the extension “AppIndicator”.',
    check: 'Check for updates',
    install: 'Restart to update',
    update: (state: UpdateState): string => {
      switch (state.kind) {
        case 'off':
          return `No updates from here. ${state.why}.${state.command === undefined ? '' : ` ${state.command}`}`;
        case 'idle':
          return 'Nobody has looked for a newer version yet.';
        case 'checking':
          return 'Looking for a newer version.';
        case 'current':
          return 'This is the newest version.';
        case 'downloading':
          return `Version ${state.version} is being downloaded.`;
        case 'ready':
          return `Version ${state.version} is here. It is put in when you restart or quit.`;
        case 'waiting':
          return `Version ${state.version} is put in when no call is under way.`;
        case 'failed':
          return `Looking for a newer version came to nothing: ${state.why}`;
      }
    },
  },
} as const;
