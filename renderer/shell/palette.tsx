import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { CirclePause, CirclePlay, Hourglass, Keyboard, Moon, Search, Server, Sun } from 'lucide-react';
import { useLocation } from 'wouter';
import { headlineOf } from '../../shared/text/describe-hold';
import { isPending } from '../model/holds';
import { knownOf } from '../model/load';
import { SCREENS } from '../routes';
import { useConsole, useLoad } from '../stores/console';
import { strings } from '../strings/strings';
import { usePanic } from './use-panic';

const { shell } = strings;
const { palette } = shell;
const MOST = 20;

/** Goes anywhere and does anything, by name. */
export function Palette({ onShortcuts }: { readonly onShortcuts: () => void }) {
  const groups = [useScreens(), useServers(), useWaiting(), useActions(onShortcuts)];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      nothingFound={palette.nothing}
      highlightQuery
      limit={MOST}
      shortcut="mod + K"
      lockScroll={false}
      attributes={{ content: { 'aria-label': shell.findLong } }}
      searchProps={{
        leftSection: <Search size={16} aria-hidden />,
        placeholder: palette.placeholder,
        'aria-label': shell.findLong,
      }}
    />
  );
}

function useScreens(): SpotlightActionGroupData {
  const [, go] = useLocation();
  return {
    group: palette.groups.screens,
    actions: SCREENS.map(({ id, path, icon: Icon }) => ({
      id: `screen ${id}`,
      label: shell.screens[id],
      leftSection: <Icon size={16} aria-hidden />,
      onClick: () => go(path),
    })),
  };
}

function useServers(): SpotlightActionGroupData {
  const [, go] = useLocation();
  const upstreams = knownOf(useLoad(useConsole().stores.status))?.upstreams ?? [];
  const places = new Map(upstreams.map((upstream) => [`${upstream.configId}/${upstream.server}`, upstream]));
  return {
    group: palette.groups.servers,
    actions: [...places].map(([id, { configId, server }]) => ({
      id: `server ${id}`,
      label: server,
      leftSection: <Server size={16} aria-hidden />,
      onClick: () => go(`/servers/${encodeURIComponent(configId)}/${encodeURIComponent(server)}`),
    })),
  };
}

function useWaiting(): SpotlightActionGroupData {
  const [, go] = useLocation();
  const holds = knownOf(useLoad(useConsole().stores.approvals)) ?? [];
  return {
    group: palette.groups.approvals,
    actions: holds.filter(isPending).map((hold) => ({
      id: `hold ${hold.id}`,
      label: headlineOf(hold),
      description: hold.id,
      leftSection: <Hourglass size={16} aria-hidden />,
      onClick: () => go(`/approvals/${encodeURIComponent(hold.id)}`),
    })),
  };
}

function useActions(onShortcuts: () => void): SpotlightActionGroupData {
  const { appearance } = useConsole();
  const { isPaused, pauseAll, resumeAll } = usePanic();
  const isDark = appearance.scheme() === 'dark';
  return {
    group: palette.groups.actions,
    actions: [
      {
        id: 'pause',
        label: isPaused ? palette.resumeAll : palette.pauseAll,
        leftSection: isPaused ? <CirclePlay size={16} aria-hidden /> : <CirclePause size={16} aria-hidden />,
        onClick: isPaused ? resumeAll : pauseAll,
      },
      {
        id: 'scheme',
        label: isDark ? palette.light : palette.dark,
        leftSection: isDark ? <Sun size={16} aria-hidden /> : <Moon size={16} aria-hidden />,
        onClick: () => appearance.choose({ scheme: isDark ? 'light' : 'dark' }),
      },
      {
        id: 'shortcuts',
        label: palette.shortcuts,
        leftSection: <Keyboard size={16} aria-hidden />,
        onClick: onShortcuts,
      },
    ],
  };
}
