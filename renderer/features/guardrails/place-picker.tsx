import { Group, Select } from '@mantine/core';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { strings } from '../../strings/strings';
import type { PolicyPlace } from './policy-place';

const { place: words } = strings.guardrails;

interface PlacePickerProps {
  readonly place: PolicyPlace;
  readonly onPlace: (place: PolicyPlace) => void;
}

/** For which server and tool. */
export function PlacePicker({ place, onPlace }: PlacePickerProps) {
  const { stores } = useConsole();
  const servers = knownOf(useLoad(stores.servers)) ?? [];
  const tools = knownOf(useLoad(stores.tools)) ?? [];
  const configOf = (server: string): string =>
    servers.find((each) => each.server_name === server)?.configId ?? 'default';
  const offered = tools.find((each) => each.server === place.server)?.tools ?? [];
  return (
    <Group mb="md" align="end">
      <Select
        label={words.server}
        placeholder={words.anyServer}
        clearable
        data={[...new Set(servers.map((each) => each.server_name))]}
        value={place.server ?? null}
        onChange={(server) => onPlace(server === null ? {} : { config: configOf(server), server })}
      />
      <Select
        label={words.tool}
        placeholder={words.anyTool}
        clearable
        searchable
        disabled={place.server === undefined}
        data={offered.map(({ name }) => name)}
        value={place.tool ?? null}
        onChange={(tool) => {
          const { tool: _, ...rest } = place;
          onPlace(tool === null ? rest : { ...rest, tool });
        }}
      />
    </Group>
  );
}
