import type { DetectorName } from '../../../../../shared/model/detectors';
import type { DetectedFinding } from '../../../../../shared/model/verdict';
import type { Inspection } from '../../../../gateway/ports/guardrail';
import { spokenTexts } from '../remote/spoken-text';
import type { Asking } from './asking';
import { AdherenceAnswer, HallucinationAnswer, RelevancyAnswer } from './enkrypt-answers';

/** Asks the vendor how an answer fits its request, as far as the policy wants to know. */
export async function compareAnswer(
  { content, request, wanted }: Inspection,
  { ask, signal }: Asking,
): Promise<readonly DetectedFinding[]> {
  const asks = (name: DetectorName) => request !== undefined && wanted?.has(name) === true;
  const args = typeof request === 'object' && request !== null && 'arguments' in request ? request.arguments : request;
  const question = JSON.stringify(args ?? {});
  const answerText = spokenTexts(content)[0]?.text ?? '';
  const findings: DetectedFinding[] = [];
  if (asks('relevancy')) {
    const body = { question, llm_answer: answerText };
    const { summary } = await ask('relevancy', 'post-tool', { body, answer: RelevancyAnswer, signal });
    // The vendor scores from 0, relevant, to 1, not relevant.
    findings.push(finding('relevancy', Number(summary['relevancy_score'])));
  }
  if (asks('adherence')) {
    const body = { context: question, llm_answer: answerText };
    const { summary } = await ask('adherence', 'post-tool', { body, answer: AdherenceAnswer, signal });
    // And this one from 0, not adhering, to 1.
    findings.push(finding('adherence', 1 - Number(summary['adherence_score'])));
  }
  if (asks('hallucination')) {
    const body = { request_text: question, response_text: answerText, context: '' };
    const { summary } = await ask('hallucination', 'post-tool', { body, answer: HallucinationAnswer, signal });
    findings.push(finding('hallucination', Number(summary.is_hallucination)));
  }
  return findings.filter(({ score }) => score > 0);
}

function finding(detector: DetectorName, score: number): DetectedFinding {
  return {
    detector,
    rule: `enkrypt-${detector}`,
    severity: 'medium',
    score,
    message: `too little ${detector}, as Enkrypt judges`,
  };
}
