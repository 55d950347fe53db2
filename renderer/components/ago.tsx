import { useNow } from '../hooks/use-now';
import { formatAgo, formatMoment } from '../strings/format';

/** A moment, told by how long ago it was; the exact time stands in the tooltip. */
export function Ago({ at }: { readonly at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatAgo(at, now)}
    </time>
  );
}
