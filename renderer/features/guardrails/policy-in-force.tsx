import { Alert, Button } from '@mantine/core';
import { Eye, ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Card } from '../../components/card';
import { FactList } from '../../components/fact-list';
import { Loaded } from '../../components/loaded';
import { PolicyTable } from '../../components/policy-table';
import { useResource } from '../../hooks/use-resource';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import { EditDetector } from './edit-detector';
import { EditRules } from './edit-rules';
import classes from './policy-in-force.module.css';
import type { PolicyPlace } from './policy-place';
import { RuleTable } from './rule-table';

const { guardrails: words, rules } = strings;
const PHASES = ['input', 'output', 'listing', 'server'] as const;

/** Who looks at what, and what is done about what they find. */
export function PolicyInForce({ place }: { readonly place: PolicyPlace }) {
  const { client, stores } = useConsole();
  const { load, refresh } = useResource(() => client.policy.explain({ ...place }), JSON.stringify(place));
  const [editing, setEditing] = useState<string | undefined>(undefined);
  // What somebody came to make; who leaves the form has let it go.
  const [proposed, setProposed] = useState(stores.proposedRule.getState());
  const [isEditingRules, setEditingRules] = useState(proposed !== undefined);
  useEffect(() => stores.proposedRule.setState(undefined, true), [stores]);
  const closeRules = (): void => {
    setEditingRules(false);
    setProposed(undefined);
  };
  return (
    <Loaded load={load} what={words.tabs.policy} onRetry={() => void refresh()}>
      {({ mode, levels, guardrails, detectors, argumentRules }) => {
        const isMonitor = mode === 'monitor';
        return (
          <div className={classes['page']}>
            <Alert
              color={isMonitor ? 'warn' : 'ok'}
              icon={isMonitor ? <Eye size={18} aria-hidden /> : <ShieldCheck size={18} aria-hidden />}
              title={words.mode[isMonitor ? 'monitor' : 'enforce']}
            >
              {words.modeText[isMonitor ? 'monitor' : 'enforce']} {words.levels(levels.join(', '))}
            </Alert>
            <Card title={words.providers}>
              <FactList
                facts={PHASES.map((phase) => {
                  const names = guardrails[phase] ?? [];
                  return [words.phases[phase], names.length === 0 ? words.nobodyLooks : names.join(', ')];
                })}
              />
            </Card>
            <Card title={words.detectors} flush>
              <PolicyTable detectors={detectors} {...(place.server === undefined ? {} : { onEdit: setEditing })} />
              {place.server === undefined && <p className={classes['hint']}>{words.editText(undefined)}</p>}
            </Card>
            <Card
              title={words.argumentRules}
              flush
              actions={<Button onClick={() => setEditingRules(true)}>{rules.edit} …</Button>}
            >
              {argumentRules.length === 0 ? (
                <p className={classes['hint']}>{words.noRules}</p>
              ) : (
                <RuleTable rules={argumentRules} />
              )}
            </Card>
            {isEditingRules && (
              <EditRules place={place} proposed={proposed} onClose={closeRules} onDone={() => void refresh()} />
            )}
            <EditDetector
              place={place}
              detector={detectors.find(({ detector }) => detector === editing)}
              onClose={() => setEditing(undefined)}
              onDone={() => void refresh()}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
