import { records, type StandingDialog } from './records';

/** A dialog stands until a test answers it, as one stands until a person does. */
function stand(kind: StandingDialog['kind']) {
  return (...given: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve) => {
      const standing: StandingDialog = {
        kind,
        options: given.at(-1) as StandingDialog['options'],
        answer(value) {
          records.dialogs.splice(records.dialogs.indexOf(standing), 1);
          resolve(value);
        },
      };
      records.dialogs.push(standing);
    });
}

export const dialog = {
  showMessageBox: stand('message'),
  showOpenDialog: stand('open'),
  showSaveDialog: stand('save'),
  showErrorBox: (title: string, content: string): void => {
    records.errorBoxes.push({ title, content });
    // Who runs the program without a test sees it here.
    process.stderr.write(`[error box] ${title}: ${content}\n`);
  },
};
