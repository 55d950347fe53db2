import { Tabs } from '@mantine/core';
import { useLocation, useParams } from 'wouter';
import { Loaded } from '../../components/loaded';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { KeyTable } from './key-table';
import { loadPeople, type People } from './people';
import { ProjectTable } from './project-table';
import { SetTable } from './set-table';
import { UserTable } from './user-table';

const { keys: words } = strings;
const TABS = ['keys', 'users', 'projects', 'sets'] as const;
type Tab = (typeof TABS)[number];

/** Who may use what, and with which keys. */
export function KeysPage() {
  const { tab } = useParams<{ tab?: string }>();
  const [, go] = useLocation();
  const { client } = useConsole();
  const { load, refresh } = useResource(() => loadPeople(client), 'people');
  return (
    <Tabs
      value={TABS.find((each) => each === tab) ?? 'keys'}
      onChange={(value) => go(`/keys/${value ?? ''}`)}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        {TABS.map((each) => (
          <Tabs.Tab key={each} value={each}>
            {words.tabs[each]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map((each) => (
        <Tabs.Panel key={each} value={each}>
          <Loaded load={load} what={words.title} onRetry={() => void refresh()}>
            {(people) => <Panel tab={each} people={people} onChange={refresh} />}
          </Loaded>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface PanelProps {
  readonly tab: Tab;
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

function Panel({ tab, people, onChange }: PanelProps) {
  switch (tab) {
    case 'keys':
      return <KeyTable people={people} onChange={onChange} />;
    case 'users':
      return <UserTable people={people} onChange={onChange} />;
    case 'projects':
      return <ProjectTable people={people} onChange={onChange} />;
    case 'sets':
      return <SetTable people={people} onChange={onChange} />;
  }
}
