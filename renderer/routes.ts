import type { LucideIcon } from 'lucide-react';
import {
  Activity,
  Footprints,
  Gauge,
  Hourglass,
  KeyRound,
  LayoutDashboard,
  MonitorSmartphone,
  Server,
  Settings,
  ShieldCheck,
  Ticket,
  Vault,
  Wrench,
} from 'lucide-react';
import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { strings } from './strings/strings';

type ScreenId = keyof (typeof strings)['shell']['screens'];

/** A screen of the console. Its code comes when it is first opened. */
export interface Screen {
  readonly id: ScreenId;
  /** Below `#`; what follows it names a record of the screen. */
  readonly path: string;
  readonly pattern: string;
  readonly icon: LucideIcon;
  readonly page: LazyExoticComponent<ComponentType>;
  /** With Ctrl or ⌘. */
  readonly key?: string;
  /** A line stands above it in the rail. */
  readonly beginsGroup?: true;
  /** Not in the rail: it is gone to from where it is needed, or by its name. */
  readonly isApart?: true;
}

export const SCREENS: readonly Screen[] = [
  {
    id: 'overview',
    path: '/',
    pattern: '/',
    icon: LayoutDashboard,
    key: '1',
    page: lazy(async () => ({ default: (await import('./features/overview/overview-page')).OverviewPage })),
  },
  {
    id: 'approvals',
    path: '/approvals',
    pattern: '/approvals/:id?',
    icon: Hourglass,
    key: '2',
    page: lazy(async () => ({ default: (await import('./features/approvals/approvals-page')).ApprovalsPage })),
  },
  {
    id: 'activity',
    path: '/activity',
    pattern: '/activity/:id?',
    icon: Activity,
    key: '3',
    page: lazy(async () => ({ default: (await import('./features/activity/activity-page')).ActivityPage })),
  },
  {
    id: 'servers',
    path: '/servers',
    pattern: '/servers/*?',
    icon: Server,
    key: '4',
    beginsGroup: true,
    page: lazy(async () => ({ default: (await import('./features/servers/servers-page')).ServersPage })),
  },
  {
    id: 'tools',
    path: '/tools',
    pattern: '/tools',
    icon: Wrench,
    page: lazy(async () => ({ default: (await import('./features/tools/tools-page')).ToolsPage })),
  },
  {
    id: 'clients',
    path: '/clients',
    pattern: '/clients/:client?',
    icon: MonitorSmartphone,
    key: '5',
    page: lazy(async () => ({ default: (await import('./features/clients/clients-page')).ClientsPage })),
  },
  {
    id: 'guardrails',
    path: '/guardrails',
    pattern: '/guardrails/:tab?',
    icon: ShieldCheck,
    key: '6',
    page: lazy(async () => ({ default: (await import('./features/guardrails/guardrails-page')).GuardrailsPage })),
  },
  {
    id: 'tokens',
    path: '/tokens',
    pattern: '/tokens',
    icon: Ticket,
    key: '7',
    page: lazy(async () => ({ default: (await import('./features/tokens/tokens-page')).TokensPage })),
  },
  {
    id: 'performance',
    path: '/performance',
    pattern: '/performance',
    icon: Gauge,
    key: '8',
    page: lazy(async () => ({ default: (await import('./features/performance/performance-page')).PerformancePage })),
  },
  {
    id: 'keys',
    path: '/keys',
    pattern: '/keys/:tab?',
    icon: KeyRound,
    beginsGroup: true,
    page: lazy(async () => ({ default: (await import('./features/keys/keys-page')).KeysPage })),
  },
  {
    id: 'secrets',
    path: '/secrets',
    pattern: '/secrets',
    icon: Vault,
    page: lazy(async () => ({ default: (await import('./features/secrets/secrets-page')).SecretsPage })),
  },
  {
    id: 'settings',
    path: '/settings',
    pattern: '/settings',
    icon: Settings,
    key: ',',
    page: lazy(async () => ({ default: (await import('./features/settings/settings-page')).SettingsPage })),
  },
  {
    id: 'welcome',
    path: '/welcome',
    pattern: '/welcome/:step?',
    icon: Footprints,
    isApart: true,
    page: lazy(async () => ({ default: (await import('./welcome')).Welcome })),
  },
];
