import { Table } from '@mantine/core';
import { ArgumentRule, CONDITIONS } from '../../../shared/config/argument-rules';
import type { AdminClient } from '../../../shared/contract/contract';
import { ColumnHeads } from '../../components/column-heads';
import { TableScroll } from '../../components/table-scroll';
import { formatList, formatNumber } from '../../strings/format';
import { strings } from '../../strings/strings';
import type { Condition } from './rule-draft';

const { rules: words } = strings;

type RuleInForce = Awaited<ReturnType<AdminClient['policy']['explain']>>['argumentRules'][number];

/** The rules in force at a place, in words. */
export function RuleTable({ rules }: { readonly rules: readonly RuleInForce[] }) {
  return (
    <TableScroll label={words.argumentsTable}>
      <ColumnHeads names={Object.values(words.columns)} />
      <Table.Tbody>
        {rules.map(({ id, origin, action, rule }) => {
          const read = ArgumentRule.safeParse(rule);
          if (!read.success) return null;
          const { argument = [], tools = [] } = read.data;
          return (
            <Table.Tr key={id}>
              <Table.Th scope="row">
                <code>{id}</code>
              </Table.Th>
              <Table.Td>{tools.length === 0 ? words.allTools : tools.join(', ')}</Table.Td>
              <Table.Td>
                <code>{typeof argument === 'string' ? argument : argument.join(', ')}</code>
              </Table.Td>
              <Table.Td>
                {CONDITIONS.filter((name) => read.data[name] !== undefined)
                  .map((name) => conditionText(read.data, name))
                  .join(words.words.and)}
              </Table.Td>
              <Table.Td>{words.actions[action]}</Table.Td>
              <Table.Td>{origin}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </TableScroll>
  );
}

const valuesText = (values: readonly unknown[] = []): string =>
  formatList(values.map((value) => JSON.stringify(value)));

function conditionText(rule: ArgumentRule, name: Condition): string {
  const { words: say } = words;
  const { path, url, number = {}, length = {} } = rule;
  switch (name) {
    case 'path':
      return say.path(formatList(path?.within ?? []));
    case 'url':
      return say.url(
        [
          ...(url?.allow === undefined ? [] : [formatList(url.allow)]),
          ...(url?.deny === undefined ? [] : [say.but(formatList(url.deny))]),
        ].join(', '),
      );
    case 'oneOf':
      return say.oneOf(valuesText(rule.oneOf));
    case 'noneOf':
      return say.noneOf(valuesText(rule.noneOf));
    case 'number':
      return say.number([rangeText(number), ...(number.integer === true ? [say.whole] : [])].join(' '));
    case 'length':
      return say.length(rangeText(length));
    case 'matches':
      return say.matches(rule.matches ?? '');
    case 'matchesNot':
      return say.matchesNot(rule.matchesNot ?? '');
    case 'present':
      return rule.present === true ? say.present : say.absent;
  }
}

function rangeText({ min, max }: { readonly min?: number | undefined; readonly max?: number | undefined }): string {
  const { words: say } = words;
  return [
    ...(min === undefined ? [] : [say.from(formatNumber(min))]),
    ...(max === undefined ? [] : [say.to(formatNumber(max))]),
  ].join(' ');
}
