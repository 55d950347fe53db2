export type TrainedModel = 'injection' | 'definitions' | 'toxicity';

const FILES: Readonly<Record<TrainedModel, () => Promise<{ readonly default: string }>>> = {
  injection: () => import('../../../../../resources/detectors/injection.bin?url&inline'),
  definitions: () => import('../../../../../resources/detectors/definitions.bin?url&inline'),
  toxicity: () => import('../../../../../resources/detectors/toxicity.bin?url&inline'),
};

/** The trained weights of a model, which are part of the program: nothing is read from disk or asked for elsewhere. */
export async function loadWeights(model: TrainedModel): Promise<Uint8Array> {
  const { default: address } = await FILES[model]();
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
}
