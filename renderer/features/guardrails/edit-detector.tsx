import { Modal, Select, Slider } from '@mantine/core';
import { useState } from 'react';
import { FormButtons } from '../../components/form-buttons';
import { useAction } from '../../hooks/use-action';
import { useConsole } from '../../stores/console';
import { formatPercent } from '../../strings/format';
import { strings } from '../../strings/strings';
import classes from './edit-detector.module.css';
import type { PolicyPlace } from './policy-place';

const { guardrails: words, common } = strings;
const PHASES = ['input', 'output', 'listing', 'server'] as const;
const ACTIONS = ['off', 'flag', 'redact', 'ask', 'block'] as const;

interface Detector {
  readonly detector: string;
  readonly title: string;
  readonly decisions: Readonly<Record<string, unknown>>;
}

interface EditDetectorProps {
  readonly place: PolicyPlace;
  readonly detector: Detector | undefined;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what is done about one detector, for one server. */
export function EditDetector({ place, detector, onClose, onDone }: EditDetectorProps) {
  return (
    <Modal opened={detector !== undefined} onClose={onClose} title={words.editTitle(detector?.title ?? '')}>
      {detector !== undefined && (
        <Form key={detector.detector} place={place} detector={detector} onClose={onClose} onDone={onDone} />
      )}
    </Modal>
  );
}

type Actions = Readonly<Record<(typeof PHASES)[number], string>>;

interface Decision {
  readonly action?: string;
  readonly threshold?: number;
}

function Form({ place, detector, onClose, onDone }: EditDetectorProps & { readonly detector: Detector }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const decisionAt = (phase: string): Decision => (detector.decisions[phase] ?? {}) as Decision;
  const [actions, setActions] = useState<Actions>(
    () => Object.fromEntries(PHASES.map((phase) => [phase, decisionAt(phase).action ?? 'off'])) as Actions,
  );
  const [threshold, setThreshold] = useState(decisionAt('input').threshold ?? 0.5);
  const { config = 'default', server = '' } = place;

  const save = async (): Promise<void> => {
    const isDone = await run(async () => {
      const entry = await client.servers.get({ config_identifier: config, server_name: server });
      const before = (entry['policy'] ?? {}) as { readonly detectors?: Readonly<Record<string, object>> };
      const detectors = {
        ...before.detectors,
        [detector.detector]: { ...before.detectors?.[detector.detector], action: actions, threshold },
      };
      await client.servers.setPolicies({
        config_identifier: config,
        server_name: server,
        policy: { ...before, detectors },
      });
    }, words.editText(server));
    if (!isDone) return;
    onDone();
    onClose();
  };

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p>{words.editText(server)}</p>
      {PHASES.map((phase) => (
        <Select
          key={phase}
          label={words.phases[phase]}
          allowDeselect={false}
          data={ACTIONS.map((value) => ({ value, label: words.actions[value] }))}
          value={actions[phase]}
          onChange={(value) => setActions({ ...actions, [phase]: value ?? 'off' })}
        />
      ))}
      <div>
        <p id="threshold">
          {words.test.score}: {words.from(formatPercent(threshold))}
        </p>
        <Slider
          thumbProps={{ 'aria-labelledby': 'threshold' }}
          min={0}
          max={1}
          step={0.05}
          label={formatPercent}
          value={threshold}
          onChange={setThreshold}
        />
      </div>
      <FormButtons word={common.save} isBusy={isBusy} onCancel={onClose} />
    </form>
  );
}
