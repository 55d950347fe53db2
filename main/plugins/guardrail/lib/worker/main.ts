import { parentPort, workerData } from 'node:worker_threads';
import { createDetection } from '../detect/detection';
import { createLocalDetectors } from '../local-detectors';
import type { LocalOptions } from '../local-options';
import { answerJudgements } from './answer-judgements';

/** The thread that judges large content: the same detectors as in the process, from the same options. */
if (parentPort === null) throw new Error('This is part of the gateway and does nothing by itself');
answerJudgements(parentPort, createDetection(await createLocalDetectors(workerData as LocalOptions)));
