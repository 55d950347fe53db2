import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { excerpt, type Part, type TextRange } from '../model/excerpt';
import { visible } from '../model/visible';
import { strings } from '../strings/strings';
import classes from './marked-text.module.css';

const { common } = strings;
const MOST = 800;
const AROUND = 80;

interface MarkedTextProps {
  readonly text: string;
  readonly ranges?: readonly TextRange[];
  /** What a mark means, for screen readers. */
  readonly markName?: string;
}

/** Text that somebody else wrote, as text: findings marked in place, hidden characters shown, long parts folded. */
export function MarkedText({ text, ranges = [], markName = '' }: MarkedTextProps) {
  const [isAll, setAll] = useState(false);
  const parts = useMemo(
    () => excerpt(text, ranges, { most: isAll ? Number.POSITIVE_INFINITY : MOST, around: AROUND }),
    [text, ranges, isAll],
  );
  const isFolded = parts.some(({ kind }) => kind === 'gap');
  return (
    <>
      <span className={classes['text']}>
        {parts.map((part) => (
          <TextPart key={part.start} part={part} markName={markName} />
        ))}
      </span>
      {(isFolded || isAll) && (
        <Button size="xs" variant="subtle" onClick={() => setAll(!isAll)}>
          {isAll ? common.showLess : common.showMore}
        </Button>
      )}
    </>
  );
}

function TextPart({ part, markName }: { readonly part: Part; readonly markName: string }) {
  switch (part.kind) {
    case 'gap':
      return <span className={classes['gap']}>{common.moreCharacters(part.count)}</span>;
    case 'text':
      return <Readable text={part.text} />;
    case 'mark':
      return (
        <mark className={classes['mark']} title={markName}>
          <Readable text={part.text} />
        </mark>
      );
  }
}

function Readable({ text }: { readonly text: string }) {
  return visible(text).map((piece, index) =>
    typeof piece === 'string' ? (
      piece
    ) : (
      <span key={index} className={classes['hidden']}>
        {piece.name}
      </span>
    ),
  );
}
