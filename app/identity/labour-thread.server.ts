// A thread of `withLabour`: keeps what it is given and does the tasks that it is sent, one after the other.
import { parentPort } from 'node:worker_threads';
import { type FromThread, type Given, perform, type ToThread } from './labour-tasks.ts';

let given: Given = {};

parentPort?.on('message', (message: ToThread) => {
  if ('given' in message) {
    given = { ...given, ...message.given };
    return;
  }
  const result = perform(message.task, given);
  parentPort?.postMessage({ nth: message.nth, result } satisfies FromThread);
});
