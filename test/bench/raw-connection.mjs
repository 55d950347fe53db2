import { connect } from 'node:net';
import { HttpAnswer } from './http-answer.mjs';

const MAX_ANSWER_BYTES = 1_048_576;

/** One kept-alive connection that carries one prepared request at a time. */
export class RawConnection {
  #socket;
  #answer = new HttpAnswer();
  #onAnswer;
  #onFailure;

  /** `onFailure` hears at most once, of whatever makes the connection useless. */
  constructor({ host, port, onFailure }) {
    this.#onFailure = onFailure;
    this.#socket = connect({ host, port, noDelay: true });
    this.#socket.on('data', (part) => this.#receive(part));
    this.#socket.on('error', (failure) => this.#fail(failure));
    this.#socket.on('close', () => this.#fail(new Error('The connection was closed')));
  }

  /** Sends the bytes; `onAnswer` is given the answer, whose content is only good until the next `send`. */
  send(bytes, onAnswer) {
    this.#answer.clear();
    this.#onAnswer = onAnswer;
    this.#socket.write(bytes);
  }

  close() {
    this.#onFailure = undefined;
    this.#socket.destroy();
  }

  #receive(part) {
    try {
      if (this.#onAnswer === undefined) throw new Error('Bytes came that nobody asked for');
      if (!this.#answer.add(part)) {
        if (this.#answer.bytes.length > MAX_ANSWER_BYTES) throw new Error('An answer is larger than 1 MiB');
        return;
      }
      const onAnswer = this.#onAnswer;
      this.#onAnswer = undefined;
      onAnswer(this.#answer);
    } catch (failure) {
      this.#fail(failure);
    }
  }

  #fail(failure) {
    const onFailure = this.#onFailure;
    this.close();
    onFailure?.(failure);
  }
}
