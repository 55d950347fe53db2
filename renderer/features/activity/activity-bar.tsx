import { Button, Menu, Select, Switch, TextInput } from '@mantine/core';
import { Download, Search, ShieldCheck, X } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { notifications } from '@mantine/notifications';
import { ENTRY_KINDS } from '../../../shared/model/activity-line';
import { DETECTOR_NAMES, detectorFacts } from '../../../shared/model/detectors';
import { EXPORT_FORMATS, type ExportFormat } from '../../../shared/contract/activity-inputs';
import type { ConsoleDesktop } from '../../../shared/contract/bridge';
import { queryOf } from '../../../shared/contract/define';
import { valueOf } from '../../api/value-of';
import { plainName } from '../../../shared/text/plain-name';
import { useAction } from '../../hooks/use-action';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './activity-bar.module.css';
import { type FilterChoice, type FilterName, filterOf, isGrouped, OUTCOMES } from './activity-filter';
import type { ActivityStore } from './activity-store';

const { activity: words, states } = strings;
const { filters } = words;
const TYPED_MS = 350;

type SelectName = Exclude<FilterName, 'text' | 'session' | 'group'>;

interface ActivityBarProps {
  readonly choice: FilterChoice;
  readonly onChoice: (choice: FilterChoice) => void;
  readonly store: ActivityStore;
}

/** What is to be shown, and what may be done with all of it. */
export function ActivityBar({ choice, onChoice, store }: ActivityBarProps) {
  const { stores } = useConsole();
  const servers = knownOf(useLoad(stores.servers)) ?? [];
  const clients = useClients(store, choice.client);
  const set = (name: FilterName, value: string | null): void => {
    const { [name]: _, ...others } = choice;
    onChoice(value === null || value === '' ? others : { ...others, [name]: value });
  };
  const select = (name: SelectName, data: readonly { readonly value: string; readonly label: string }[]) => (
    <Select
      size="xs"
      w={120}
      aria-label={filters[name]}
      placeholder={filters[name]}
      clearable
      searchable={data.length > 10}
      data={[...data]}
      value={choice[name] ?? null}
      onChange={(value) => set(name, value)}
    />
  );
  return (
    <div className={classes['bar']}>
      <SearchField value={choice.text ?? ''} onValue={(value) => set('text', value)} />
      {select(
        'client',
        clients.map((value) => ({ value, label: plainName(value) })),
      )}
      {select(
        'outcome',
        OUTCOMES.map((value) => ({ value, label: states.outcome[value] })),
      )}
      {select(
        'kind',
        ENTRY_KINDS.map((value) => ({ value, label: words.kinds[value] })),
      )}
      {select(
        'server',
        [...new Set(servers.map((server) => server.server_name))].map((value) => ({ value, label: value })),
      )}
      {select(
        'detector',
        DETECTOR_NAMES.map((value) => ({ value, label: detectorFacts(value).title })),
      )}
      {select(
        'since',
        (['hour', 'day', 'week'] as const).map((value) => ({ value, label: filters.sinceChoices[value] })),
      )}
      <Switch
        size="xs"
        label={words.groups.toggle}
        checked={isGrouped(choice)}
        onChange={({ currentTarget }) => set('group', currentTarget.checked ? 'session' : null)}
      />
      {choice.session !== undefined && (
        <Button
          size="xs"
          rightSection={<X size={14} aria-hidden />}
          aria-label={words.groups.leave(choice.session)}
          onClick={() => set('session', null)}
        >
          {words.groups.session(choice.session)}
        </Button>
      )}
      <Counted store={store} />
      <VerifyButton />
      <ExportMenu choice={choice} />
    </div>
  );
}

/** What programs called themselves within a day, or in what is shown. */
function useClients(store: ActivityStore, chosen: string | undefined): readonly string[] {
  const { stores } = useConsole();
  const recent = knownOf(useLoad(stores.recent))?.lines ?? [];
  const { lines } = useStore(store);
  return useMemo(() => {
    const names = [...recent, ...lines].flatMap((line) => ('clientName' in line ? (line.clientName ?? []) : []));
    return [...new Set(chosen === undefined ? names : [...names, chosen])].sort();
  }, [recent, lines, chosen]);
}

/** Asks the gateway once the person has stopped typing. */
function SearchField({ value, onValue }: { readonly value: string; readonly onValue: (value: string) => void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onValue(typed), TYPED_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      type="search"
      size="xs"
      className={classes['search'] ?? ''}
      aria-label={filters.search}
      placeholder={filters.search}
      leftSection={<Search size={14} aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
    />
  );
}

function Counted({ store }: { readonly store: ActivityStore }) {
  const { lines, next } = useStore(store);
  return (
    <span className={classes['count']} role="status">
      {words.count(lines.length, next === undefined)}
    </span>
  );
}

function VerifyButton() {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const verify = (): void =>
    void run(async () => {
      const { ok, lines, problems } = await client.activity.verify({});
      notifications.show({
        color: ok ? 'ok' : 'danger',
        title: ok ? words.verified(lines) : words.notVerified,
        message: problems
          .slice(0, 3)
          .map(({ message }) => message)
          .join(' '),
        autoClose: ok ? 6_000 : false,
      });
    });
  return (
    <Button size="xs" leftSection={<ShieldCheck size={14} aria-hidden />} onClick={verify} loading={isBusy}>
      {words.verify}
    </Button>
  );
}

/** The export streams: it is a download of its own in the browser, and a file that the program writes on the desktop. */
function ExportMenu({ choice }: { readonly choice: FilterChoice }) {
  const { desktop } = useConsole();
  const { isBusy, run } = useAction();
  const query = (format: ExportFormat): string => queryOf({ ...filterOf(choice, Date.now()), format });
  const save = (format: ExportFormat, into: ConsoleDesktop): void =>
    void run(
      async () => {
        const asked = Object.fromEntries(new URLSearchParams(query(format)));
        return valueOf(await into.saveActivity(`activity.${format}`, asked));
      },
      (isKept) => (isKept === true ? words.exported : undefined),
    );
  return (
    <Menu>
      <Menu.Target>
        <Button size="xs" leftSection={<Download size={14} aria-hidden />} loading={isBusy}>
          {words.export}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.exportText}</Menu.Label>
        {EXPORT_FORMATS.map((format) =>
          desktop?.window === 'main' ? (
            <Menu.Item key={format} onClick={() => save(format, desktop)}>
              {words.formats[format]}
            </Menu.Item>
          ) : (
            <Menu.Item
              key={format}
              component="a"
              href={`./api/v1/activity/export?${query(format)}`}
              download={`activity.${format}`}
            >
              {words.formats[format]}
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
