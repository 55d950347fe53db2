import { Button } from '@mantine/core';
import { Eye } from 'lucide-react';
import { useState } from 'react';
import type { CapturedCall, RequestEntry } from '../../../shared/model/activity-line';
import { plainName } from '../../../shared/text/plain-name';
import { MarkedText } from '../../components/marked-text';
import { useAction } from '../../hooks/use-action';
import { leavesOf } from '../../model/leaves';
import { useConsole } from '../../stores/console';
import { strings } from '../../strings/strings';
import classes from './line-detail.module.css';

const { detail } = strings.activity;

/** What was kept of a call, with findings marked where they were. */
export function CapturedContent({ line }: { readonly line: RequestEntry }) {
  const { client } = useConsole();
  const { isBusy, run } = useAction();
  const [content, setContent] = useState<CapturedCall | undefined>(undefined);
  const reveal = (): void => void run(async () => setContent(await client.activity.reveal({ id: line.correlationId })));
  if (line.capture === undefined) {
    return (
      <section>
        <h4>{detail.content}</h4>
        <p>{detail.noContent}</p>
      </section>
    );
  }
  return (
    <section>
      <h4>{detail.content}</h4>
      {content === undefined ? (
        <>
          <p>{detail.contentText}</p>
          <Button size="xs" mt="xs" leftSection={<Eye size={14} aria-hidden />} onClick={reveal} loading={isBusy}>
            {detail.showContent}
          </Button>
        </>
      ) : (
        <>
          <Values line={line} title={detail.arguments} value={content.arguments} phase="input" prefix="/arguments" />
          <Values line={line} title={detail.result} value={content.result} phase="output" prefix="" />
          {content.leftOut !== undefined && (
            <p>
              {detail.leftOut} {content.leftOut.map((part) => detail[part]).join(', ')}
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface ValuesProps {
  readonly line: RequestEntry;
  readonly title: string;
  readonly value: unknown;
  readonly phase: 'input' | 'output';
  /** Of the pointers that findings name. */
  readonly prefix: string;
}

function Values({ line, title, value, phase, prefix }: ValuesProps) {
  if (value === undefined) return null;
  const findings = line.judgements
    .filter((judgement) => judgement.phase === phase)
    .flatMap((judgement) => judgement.findings ?? []);
  return (
    <>
      <h4>{title}</h4>
      <dl className={classes['values']}>
        {leavesOf(value, prefix).map(({ pointer, label, text }) => (
          <div key={pointer}>
            <dt>{plainName(label)}</dt>
            <dd>
              <MarkedText
                text={text}
                ranges={findings
                  .filter(({ at }) => at === pointer)
                  .map(({ start = 0, end = text.length }) => ({ start, end }))}
                markName={detail.findings}
              />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
