import { Table } from '@mantine/core';
import { Ban, CircleCheck, CircleX, Clock, KeyRound, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Ago } from '../../components/ago';
import { DetailText } from '../../components/detail-text';
import { StatusPill } from '../../components/status-pill';
import { knownOf } from '../../model/load';
import { useConsole, useLoad } from '../../stores/console';
import { formatMoment } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { Tone } from '../../theme/theme';
import { CreateKey } from './create-key';
import { Directory } from './directory';
import { type Issued, IssuedKey } from './issued-key';
import { KeyActions } from './key-actions';
import { lastUses } from './last-uses';
import { keyName, type KeyRow, type People } from './people';

const { keys: words, common } = strings;

const LOOKS: Readonly<Record<KeyRow['state'], { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  active: { tone: 'ok', icon: CircleCheck },
  disabled: { tone: 'neutral', icon: Ban },
  expired: { tone: 'warn', icon: Clock },
  'not-a-member': { tone: 'danger', icon: CircleX },
};

interface KeyTableProps {
  readonly people: People;
  readonly onChange: () => Promise<void>;
}

/** Every key, never the keys themselves. */
export function KeyTable({ people, onChange }: KeyTableProps) {
  const [issued, setIssued] = useState<Issued | undefined>(undefined);
  const uses = lastUses(knownOf(useLoad(useConsole().stores.recent))?.lines ?? []);
  return (
    <>
      <Directory
        label={words.tabs.keys}
        icon={KeyRound}
        words={words}
        entries={people.keys}
        textsOf={(key) => [key.name, key.api_key_id, key.user_email, key.user_id, key.project_name]}
        line={(key) => (
          <KeyLine
            key={key.api_key_id}
            apiKey={key}
            usedAt={uses.get(key.api_key_id)}
            onIssued={setIssued}
            onChange={onChange}
          />
        )}
        creation={(frame, act) => <CreateKey people={people} frame={frame} act={act} onIssued={setIssued} />}
        onChange={onChange}
      />
      <IssuedKey issued={issued} onKept={() => setIssued(undefined)} />
    </>
  );
}

interface KeyLineProps {
  readonly apiKey: KeyRow;
  /** Epoch milliseconds. */
  readonly usedAt: number | undefined;
  readonly onIssued: (issued: Issued) => void;
  readonly onChange: () => Promise<void>;
}

function KeyLine({ apiKey, usedAt, onIssued, onChange }: KeyLineProps) {
  const { name, state, expires_at: expiresAt } = apiKey;
  const { tone, icon } = LOOKS[state];
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {name ?? words.unnamed}
        <DetailText>
          <code>{apiKey.api_key}</code>
        </DetailText>
      </Table.Th>
      <Table.Td>{apiKey.user_email ?? apiKey.user_id}</Table.Td>
      <Table.Td>{apiKey.project_name ?? apiKey.project_id}</Table.Td>
      <Table.Td>
        <StatusPill tone={tone} icon={icon} plain>
          {words.states[state]}
        </StatusPill>
      </Table.Td>
      <Table.Td>
        <Ago at={Date.parse(apiKey.created_at)} />
      </Table.Td>
      <Table.Td>{usedAt === undefined ? words.notUsed : <Ago at={usedAt} />}</Table.Td>
      <Table.Td>{expiresAt === null ? common.never : formatMoment(Date.parse(expiresAt))}</Table.Td>
      <Table.Td>
        <KeyActions apiKey={apiKey} name={keyName(apiKey)} onIssued={onIssued} onChange={onChange} />
      </Table.Td>
    </Table.Tr>
  );
}
